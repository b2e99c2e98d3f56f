import { DEFAULT_RESOURCES } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/resources';
import { parse, parseAllDocuments } from 'yaml';
import { readPage, readText } from './Page';

/** The objects of a manifest, as kubectl reads them. */
function readManifest(path: string) {
  return parseAllDocuments(readText(path)).map(document => document.toJS());
}

describe('deploy/cluster-role.yaml', () => {
  const [role, account, token, binding] = readManifest(
    'deploy/cluster-role.yaml',
  );

  it('allows what is watched without being named, and definitions, and nothing else', () => {
    const allowed = role.rules.flatMap(
      ({ apiGroups, resources }: Record<string, string[]>) =>
        apiGroups.flatMap(group => resources.map(it => `${it}.${group}`)),
    );
    expect(allowed.sort()).toEqual(
      [
        ...DEFAULT_RESOURCES.map(({ plural, group }) => `${plural}.${group}`),
        'customresourcedefinitions.apiextensions.k8s.io',
      ].sort(),
    );
  });

  it('allows to read only', () => {
    for (const rule of role.rules) {
      expect(rule.verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('binds the role to the account whose token it makes', () => {
    const { name, namespace } = account.metadata;
    expect(token.metadata.annotations).toEqual({
      'kubernetes.io/service-account.name': name,
    });
    expect(binding).toMatchObject({
      roleRef: { kind: role.kind, name: role.metadata.name },
      subjects: [{ kind: account.kind, name, namespace }],
    });
  });
});

describe('deploy/kubernetes.yaml', () => {
  const objects = readManifest('deploy/kubernetes.yaml');
  const find = (kind: string) => objects.find(it => it.kind === kind);
  const { spec } = find('Deployment');
  const [container] = spec.template.spec.containers;

  it('runs three replicas by an account that has the cluster role', () => {
    expect(spec.replicas).toBe(3);
    expect(find('ClusterRoleBinding')).toMatchObject({
      roleRef: { name: 'webhooks-reader' },
      subjects: [find('ServiceAccount').metadata],
    });
    expect(spec.template.spec.serviceAccountName).toBe(
      find('ServiceAccount').metadata.name,
    );
  });

  it('selects the Pods that it makes', () => {
    const { labels } = spec.template.metadata;
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(find('Service').spec.selector).toEqual(labels);
    expect(find('PodDisruptionBudget').spec.selector.matchLabels).toEqual(
      labels,
    );
  });

  it('may do nothing on its machine', () => {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true);
  });

  it('makes a Secret of every variable that the configuration asks for', () => {
    const asked = readText('app-config.production.yaml').match(/(?<=\$\{)\w+/g);
    const made = readText('deploy/kubernetes.yaml').match(
      /(?<=--from-(?:literal|file)=)\w+/g,
    );
    expect([...new Set(made)].sort()).toEqual([...new Set(asked)].sort());
    expect(container.envFrom).toEqual([{ secretRef: { name: 'portal' } }]);
  });
});

describe('what looks at it', () => {
  const documented = new Set(
    readPage('docs/operations.md').text.match(/(?<=`)webhooks_\w+/g),
  );
  /** A histogram is read by its buckets. */
  const metricsOf = (expressions: readonly string[]) =>
    new Set(
      expressions
        .flatMap(expression => expression.match(/\bwebhooks_\w+/g) ?? [])
        .map(name => name.replace(/_bucket$/, '')),
    );

  it('the alerts ask for metrics that are documented', () => {
    const { groups } = parse(readText('deploy/alerts.yaml'));
    const metrics = metricsOf(
      groups[0].rules.map(({ expr }: { expr: string }) => expr),
    );
    expect([...metrics].filter(name => !documented.has(name))).toEqual([]);
  });

  it('the dashboard shows every metric that is documented, and no other', () => {
    const { panels } = JSON.parse(readText('deploy/dashboard.json'));
    const metrics = metricsOf(
      panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
        targets.map(({ expr }) => expr),
      ),
    );
    expect([...metrics].sort()).toEqual([...documented].sort());
  });
});
