import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ClusterInfo,
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { useTest } from '../useTest';
import { DeliveryRuleFields } from '../settings/DeliveryRuleFields';
import { DraftTest } from './DraftTest';
import { FilterFields } from './FilterFields';
import { Folded } from './Folded';
import { NoiseFields } from './NoiseFields';
import { PlatformStep } from './PlatformStep';
import { Review } from './Review';
import { TargetFields } from './TargetFields';
import { Draft, usesDeliveryRules } from './draft';
import { Step } from './steps';

/** What is asked for at one step. */
export function StepFields(props: {
  step: Step;
  draft: Draft;
  stored?: Webhook;
  platforms: PlatformInfo[];
  clusters: ClusterInfo[];
  problems: Problems['fields'];
  test: ReturnType<typeof useTest>;
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { step, platforms, clusters, test, ...fields } = props;
  const { draft, stored, problems, onChange } = fields;
  const platform = platforms.find(({ id }) => id === draft.platform);
  const isKept = draft.url === undefined && stored?.platform === draft.platform;
  const draftTest = (
    <DraftTest
      test={test}
      ready={Boolean(platform && (draft.url?.trim() || isKept))}
    />
  );
  switch (step) {
    case 'platform':
      return <PlatformStep platforms={platforms} {...fields} />;
    case 'target':
      return (
        <>
          <TargetFields platform={platform} platforms={platforms} {...fields} />
          {draftTest}
        </>
      );
    case 'filters':
      return <FilterFields clusters={clusters} {...fields} />;
    case 'message':
      return (
        <>
          <NoiseFields
            draft={draft}
            problem={problems.windowSeconds}
            onChange={onChange}
          />
          <Folded
            id="webhook-delivery-rules"
            title={t('settings.more')}
            isUsed={usesDeliveryRules(draft)}
            isWrong={Boolean(
              problems.retry || problems.digest || problems.quietHours,
            )}
          >
            <DeliveryRuleFields
              draft={draft}
              problems={problems}
              onChange={onChange}
            />
          </Folded>
        </>
      );
    default:
      return (
        <>
          <Review draft={draft} platform={platform} stored={stored} />
          {draftTest}
        </>
      );
  }
}
