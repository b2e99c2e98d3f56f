import { makeStyles } from '@material-ui/core/styles';

export const useListStyles = makeStyles(
  theme => ({
    choose: {
      width: 48,
      padding: theme.spacing(0, 0, 0, 1),
      // In a card it stands beside the name, not above it.
      [theme.breakpoints.down('sm')]: { float: 'right' },
    },
    health: { width: '22%' },
    activity: { width: 152 },
    lastDelivery: { width: 150 },
    enabled: { width: 96 },
    actions: { width: 120 },
    identity: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      minWidth: 0,
    },
    words: { minWidth: 0, overflowWrap: 'anywhere' },
    // Where the rows are cards, the table has no head to sort by.
    narrowOnly: {
      display: 'none',
      [theme.breakpoints.down('sm')]: {
        display: 'flex',
        marginBottom: theme.spacing(2),
      },
    },
    bulk: {
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      backgroundColor: theme.palette.action.selected,
    },
    bulkCount: { flexGrow: 1 },
    detail: { backgroundColor: theme.palette.background.default },
  }),
  { name: 'WebhooksList' },
);
