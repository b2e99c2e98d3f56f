import { makeStyles } from '@material-ui/core/styles';

export const useListStyles = makeStyles(
  theme => ({
    health: { width: '26%' },
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
    detail: { backgroundColor: theme.palette.background.default },
  }),
  { name: 'WebhooksList' },
);
