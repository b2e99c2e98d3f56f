import Tooltip from '@material-ui/core/Tooltip';
import { DateTime } from 'luxon';
import { useLocale } from '../wording/useLocale';

/** `3 minutes ago`, with the exact time for who points at it. */
export function RelativeTime(props: { iso: string }) {
  const time = DateTime.fromISO(props.iso, { locale: useLocale() });
  return (
    <Tooltip title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}>
      <time dateTime={props.iso}>{time.toRelative()}</time>
    </Tooltip>
  );
}
