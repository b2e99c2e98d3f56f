import Typography from '@material-ui/core/Typography';
import { Fragment, ReactNode } from 'react';
import { useDetailStyles } from './useDetailStyles';

/** Labels with their values, one below the other. */
export function Facts(props: { facts: [label: string, value: ReactNode][] }) {
  const classes = useDetailStyles();
  return (
    <dl className={classes.facts}>
      {props.facts.map(([label, value]) => (
        <Fragment key={label}>
          <Typography component="dt" color="textSecondary">
            {label}
          </Typography>
          <Typography component="dd">{value}</Typography>
        </Fragment>
      ))}
    </dl>
  );
}
