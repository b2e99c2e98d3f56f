import Skeleton from '@material-ui/lab/Skeleton';

/** Grey where a page will be. */
export function PageSkeleton() {
  return <Skeleton variant="rect" height={300} data-testid="loading" />;
}
