import { makeStyles } from '@material-ui/core/styles';

/** Columns have fixed widths, so that nothing moves when rows arrive; narrow screens drop some. */
export const useDeliveryStyles = makeStyles(
  theme => ({
    table: { tableLayout: 'fixed' },
    dimmed: { opacity: 0.5 },
    row: { cursor: 'pointer' },
    toggle: { width: 48, padding: theme.spacing(0.5) },
    time: {
      width: 136,
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    event: { overflowWrap: 'anywhere' },
    change: {
      fontFamily: 'monospace',
      fontSize: 12,
      lineHeight: 1.4,
      color: theme.palette.text.secondary,
    },
    status: { width: 150, [theme.breakpoints.down('xs')]: { width: 128 } },
    number: {
      width: 92,
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    reason: {
      width: '26%',
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('md')]: { display: 'none' },
    },
    detail: { backgroundColor: theme.palette.background.default },
    attempt: { marginBottom: theme.spacing(3) },
  }),
  { name: 'WebhooksDeliveries' },
);
