import { makeStyles } from '@material-ui/core/styles';

export const useDetailStyles = makeStyles(
  theme => ({
    header: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(3),
    },
    title: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
    name: { marginBottom: 0 },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'minmax(96px, max-content) 1fr',
      gap: theme.spacing(1, 3),
      margin: 0,
      '& dd': { margin: 0, overflowWrap: 'anywhere' },
    },
  }),
  { name: 'WebhooksDetail' },
);
