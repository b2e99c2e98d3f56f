import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { WatchCell } from './WatchCell';
import { WatchDetail } from './WatchDetail';
import { MatrixRow } from './matrixOf';
import { useMatrixStyles } from './useMatrixStyles';

/** One kind in all clusters that are shown. */
export function WatchRow(props: { row: MatrixRow; clusters: ClusterInfo[] }) {
  const classes = useMatrixStyles();
  const { row, clusters } = props;
  const [open, setOpen] = useState<string>();
  const shown = clusters.find(({ name }) => name === open);
  const watch = shown && row.watches.get(shown.name);
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell
          component="th"
          scope="row"
          role="rowheader"
          className={classes.kind}
        >
          {row.kind}
          {row.group && (
            <Typography variant="caption" color="textSecondary">
              {' '}
              {row.group}
            </Typography>
          )}
        </TableCell>
        {clusters.map(({ name, title = name }) => (
          <WatchCell
            key={name}
            watch={row.watches.get(name)}
            cluster={title}
            isOpen={open === name}
            onToggle={() => setOpen(open === name ? undefined : name)}
          />
        ))}
      </TableRow>
      {watch && (
        <TableRow className={classes.detail}>
          <TableCell colSpan={clusters.length + 1}>
            <WatchDetail watch={watch} cluster={shown.title ?? shown.name} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
