import Box from '@material-ui/core/Box';
import Skeleton from '@material-ui/lab/Skeleton';

/** Grey rows as tall as those that will take their place, so that nothing jumps. */
export function RowsSkeleton(props: { rows: number; height: number }) {
  return (
    <Box px={2} data-testid="loading" aria-busy="true">
      {Array.from({ length: props.rows }, (_, row) => (
        <Box key={row} height={props.height} display="flex" alignItems="center">
          <Skeleton variant="rect" width="100%" height={props.height / 2} />
        </Box>
      ))}
    </Box>
  );
}
