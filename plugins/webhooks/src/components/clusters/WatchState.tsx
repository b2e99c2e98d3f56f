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
  failing: StatusError,
  forbidden: StatusAborted,
  'not-watchable': StatusWarning,
} as const;

/** The state of a cluster, or of one kind in it. */
export function WatchState(props: {
  state: ClusterInfo['state'] | WatchInfo['state'];
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const Mark = MARKS[props.state];
  return <Mark>{t(`clusters.state.${props.state}`)}</Mark>;
}
