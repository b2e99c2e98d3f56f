import { makeStyles } from '@material-ui/core/styles';

/** Columns have fixed widths, so that nothing moves when values change; narrow screens drop some. */
export const useListStyles = makeStyles(
  theme => ({
    table: { tableLayout: 'fixed' },
    health: {
      width: '26%',
      [theme.breakpoints.down('xs')]: { width: 112 },
    },
    lastDelivery: {
      width: 150,
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    enabled: {
      width: 96,
      [theme.breakpoints.down('xs')]: { display: 'none' },
    },
    actions: {
      width: 120,
      [theme.breakpoints.down('xs')]: { width: 96, padding: theme.spacing(1) },
    },
    identity: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      minWidth: 0,
    },
    words: { minWidth: 0, overflowWrap: 'anywhere' },
    mark: { [theme.breakpoints.down('xs')]: { display: 'none' } },
    detail: { backgroundColor: theme.palette.background.default },
  }),
  { name: 'WebhooksList' },
);
