import {
  StatusAborted,
  StatusError,
  StatusOK,
  StatusPending,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ClusterInfo,
  WatchInfo,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';

const MARKS = {
  watching: StatusOK,
  idle: StatusAborted,
  starting: StatusPending,
  failing: StatusWarning,
  stalled: StatusError,
  forbidden: StatusAborted,
  'not-watchable': StatusWarning,
} as const;

/** The state of a cluster, or of one kind in it. */
export function WatchState(props: {
  state: ClusterInfo['state'] | WatchInfo['state'];
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const Mark = MARKS[props.state];
  // Backstage hides its marks from screen readers, the words in them too.
  return (
    <Mark aria-hidden={false} aria-label={undefined}>
      {t(`clusters.state.${props.state}`)}
    </Mark>
  );
}
