import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';

/** How many there are, and the way to the pages before and after. */
export function Pager(props: {
  total?: number;
  /** Whether there are more than `total`. */
  capped?: boolean;
  hasPrevious: boolean;
  /** Whether of the pages before only the newest is known. */
  onlyNewest?: boolean;
  nextCursor?: string;
  onPrevious: () => void;
  onNext: (cursor: string) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const { total, capped, hasPrevious, onlyNewest, nextCursor } = props;
  const { onPrevious, onNext } = props;
  return (
    <Box display="flex" alignItems="center" p={1} pl={2} gridGap={8}>
      <Box flexGrow={1}>
        <Typography variant="body2" color="textSecondary">
          {total !== undefined &&
            (capped
              ? t('deliveries.totalCapped', {
                  total: total.toLocaleString(locale),
                })
              : t('deliveries.total', { count: total }))}
        </Typography>
      </Box>
      <Button size="small" disabled={!hasPrevious} onClick={onPrevious}>
        {t(onlyNewest ? 'deliveries.newest' : 'deliveries.previous')}
      </Button>
      <Button
        size="small"
        disabled={!nextCursor}
        onClick={() => nextCursor && onNext(nextCursor)}
      >
        {t('deliveries.next')}
      </Button>
    </Box>
  );
}
