import { makeStyles } from '@material-ui/core/styles';

const KIND_WIDTH = 240;
const CLUSTER_WIDTH = 168;

export const useMatrixStyles = makeStyles(
  theme => ({
    card: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      height: '100%',
      padding: theme.spacing(2),
      overflowWrap: 'anywhere',
    },
    title: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      '& h2': { margin: 0, fontWeight: theme.typography.fontWeightBold },
    },
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 3),
      padding: theme.spacing(1, 2),
    },
    choice: { flex: '1 1 200px' },
    scroll: { overflowX: 'auto' },
    /** Columns keep their widths, so that nothing moves when a state changes. */
    table: { tableLayout: 'fixed' },
    kind: {
      width: KIND_WIDTH,
      position: 'sticky',
      left: 0,
      zIndex: 1,
      overflowWrap: 'anywhere',
      fontWeight: 'inherit',
      backgroundColor: theme.palette.background.paper,
      [theme.breakpoints.down('sm')]: { width: '55%' },
    },
    cluster: {
      width: CLUSTER_WIDTH,
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('sm')]: { width: '45%' },
    },
    /** Opaque, without the stripes of the theme: the first column lies over the others. */
    row: {
      '&&': { backgroundColor: theme.palette.background.paper },
      '& > *': { borderBottom: `1px solid ${theme.palette.divider}` },
    },
    section: { '&&': { backgroundColor: theme.palette.background.default } },
    cell: { padding: theme.spacing(0.5, 1) },
    button: {
      justifyContent: 'flex-start',
      width: '100%',
      minHeight: 32,
      padding: theme.spacing(0.5, 1),
      borderRadius: theme.shape.borderRadius,
      '& > span': { fontSize: theme.typography.body2.fontSize },
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&[aria-expanded=true]': {
        backgroundColor: theme.palette.action.selected,
      },
    },
    focused: { outline: `2px solid ${theme.palette.primary.main}` },
    none: {
      padding: theme.spacing(0.5, 1),
      color: theme.palette.text.disabled,
    },
    detail: { '&&': { backgroundColor: theme.palette.background.default } },
    /** Stays in sight while the table is scrolled sideways. */
    detailWords: { position: 'sticky', left: theme.spacing(2), maxWidth: 720 },
  }),
  { name: 'WebhooksMatrix' },
);
