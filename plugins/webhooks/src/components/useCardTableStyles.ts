import { makeStyles } from '@material-ui/core/styles';

/**
 * A table whose columns keep their widths, so that nothing moves when values change. On narrow
 * screens every row becomes a card: cells stand below each other, those with a `data-label` after
 * that label.
 */
export const useCardTableStyles = makeStyles(
  theme => ({
    table: {
      tableLayout: 'fixed',
      [theme.breakpoints.down('sm')]: {
        '&, & tbody, & tr, & td': { display: 'block', width: 'auto' },
        '& thead': { display: 'none' },
        '& tr': {
          height: 'auto',
          padding: theme.spacing(1.5, 0),
          borderBottom: `1px solid ${theme.palette.divider}`,
        },
        '& td': {
          padding: theme.spacing(0.5, 2),
          border: 0,
          textAlign: 'left',
        },
        '& td:empty': { display: 'none' },
        '& td[data-label]::before': {
          content: 'attr(data-label)',
          marginRight: theme.spacing(1),
          color: theme.palette.text.secondary,
        },
      },
    },
  }),
  { name: 'WebhooksCardTable' },
);
