import { Theme, makeStyles } from '@material-ui/core/styles';

/** On narrow screens, where all other cells stand below each other. */
const besideEachOther = (theme: Theme) => ({
  [theme.breakpoints.down('sm')]: { '&&': { display: 'inline-block' } },
});

export const useDeliveryStyles = makeStyles(
  theme => ({
    dimmed: { opacity: 0.5 },
    row: { cursor: 'pointer' },
    select: {
      width: 40,
      padding: theme.spacing(0, 0, 0, 0.5),
      ...besideEachOther(theme),
    },
    toggle: {
      width: 48,
      padding: theme.spacing(0.5),
      ...besideEachOther(theme),
    },
    time: { width: 156 },
    event: { overflowWrap: 'anywhere' },
    change: {
      fontFamily: 'monospace',
      fontSize: 12,
      lineHeight: 1.4,
      color: theme.palette.text.secondary,
    },
    status: { width: '25%', overflowWrap: 'anywhere' },
    number: { width: 108 },
    detail: { backgroundColor: theme.palette.background.default },
    attempt: { marginBottom: theme.spacing(3) },
  }),
  { name: 'WebhooksDeliveries' },
);
