import { InfoCard } from '@backstage/core-components';
import { lighten, makeStyles } from '@material-ui/core/styles';
import { ComponentProps } from 'react';

const useStyles = makeStyles(theme => ({
  card: {
    // The red of a wrong field, which is too faint to be read on a card.
    '& .MuiFormLabel-root.Mui-error, & .MuiFormHelperText-root.Mui-error': {
      color:
        theme.palette.type === 'dark'
          ? lighten(theme.palette.error.main, 0.6)
          : theme.palette.error.dark,
    },
  },
}));

/**
 * Backstage's card with a title that is a heading, so that those who go from heading to heading find
 * it.
 *
 * @param props - `level`: one below the heading that the card stands under
 */
export function TitledCard(
  props: Omit<ComponentProps<typeof InfoCard>, 'className'> & {
    title: string;
    level: 'h2' | 'h3';
  },
) {
  const classes = useStyles();
  const { level, ...card } = props;
  return (
    <InfoCard
      {...card}
      className={classes.card}
      titleTypographyProps={{ component: level }}
    />
  );
}
