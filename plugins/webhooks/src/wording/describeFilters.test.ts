import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { mockApis } from '@backstage/frontend-test-utils';
import { webhooksTranslationRef } from '../translation';
import zh from '../translation/zh';
import { Translate } from './Translate';
import { describeFilters, isAll } from './describeFilters';

function translate(): Translate {
  const { ready, t } = mockApis
    .translation()
    .getTranslation(webhooksTranslationRef) as { ready: true; t: Translate };
  expect(ready).toBe(true);
  return t;
}

describe('isAll', () => {
  it.each([
    [undefined, true],
    [[], true],
    [['*'], true],
    [['*', 'Watch'], false],
    [['a'], false],
  ])('%j → %s', (names, all) => {
    expect(isAll(names)).toBe(all);
  });
});

describe('filters in words', () => {
  it.each<[WebhookFilters, string]>([
    [{}, 'any change of all kinds in all clusters, any namespace'],
    [
      { resources: ['*', 'Watch'] },
      'any change of all kinds, Watch in all clusters, any namespace',
    ],
    [
      { events: ['create'], resources: ['Pod'], namespaces: ['a', 'b'] },
      'create of Pod in all clusters, namespaces a, b',
    ],
    [
      {
        resources: ['!Pod', '!Job'],
        clusters: ['!staging'],
        namespaces: ['!kube-*'],
      },
      'any change of all kinds but Pod, Job in all clusters but staging, any namespace but kube-*',
    ],
    [
      { namespaces: ['team-*', '!team-lab'] },
      'any change of all kinds in all clusters, namespace team-* but not team-lab',
    ],
    [
      {
        names: ['!*-canary'],
        labels: ['app=web', '!beta'],
        severities: ['warning', 'critical'],
        owners: ['group:default/platform', 'group:other/ops'],
        systems: ['system:default/payments'],
      },
      'any change of all kinds in all clusters, any namespace, named anything but *-canary, with labels app=web · !beta, only warning, critical, owned by group:platform, group:other/ops, of system:payments',
    ],
  ])('%j: %s', (filters, words) => {
    expect(describeFilters(filters, translate())).toBe(words);
  });

  it('has a space between Chinese and other letters', () => {
    const words: Record<string, string> = zh;
    const chinese = ((key: string, params: Record<string, string> = {}) =>
      (words[key] ?? words[`${key}_other`]).replace(
        /{{(\w+)}}/g,
        (_, name) => params[name],
      )) as unknown as Translate;
    expect(
      describeFilters(
        { events: ['scale'], clusters: ['prod-us'], resources: ['Pod'] },
        chinese,
      ),
    ).toBe('prod-us、所有命名空间中 Pod 的扩缩容');
    expect(
      describeFilters(
        { clusters: ['prod-*'], namespaces: ['team-*'], resources: ['*.io'] },
        chinese,
      ),
    ).toBe('prod-*、命名空间 team-* 中 *.io 的任意变更');
  });
});
