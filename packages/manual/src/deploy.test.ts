import { DEFAULT_RESOURCES } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/resources';
import {
  createMetrics,
  observeState,
} from '@kubevision/backstage-plugin-webhooks-backend/src/telemetry/createMetrics';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT, readPage, readText } from './Page';

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

describe('deploy/Containerfile', () => {
  const file = readText('deploy/Containerfile');
  const { packageManager, engines, scripts } = JSON.parse(
    readText('package.json'),
  );

  it('takes the Yarn and a Node.js of package.json', () => {
    expect(file).toContain(`@yarnpkg/cli-dist@${packageManager.split('@')[1]}`);
    const [, node] = /\bnode@(\d+)/.exec(file) ?? [];
    expect(engines.node.split(' || ')).toContain(node);
  });

  it('builds by scripts that are there', () => {
    const called = [...file.matchAll(/ yarn ([\w:]+)/g)].map(([, it]) => it);
    const own = called.filter(it => !['install', 'workspaces'].includes(it));
    expect(own).toEqual(['tsc', 'build:backend']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(own));
  });

  it('copies files that are there', () => {
    const copied = file.match(/(?<=\/build\/)[\w.-]+(?=[ \n])/g) ?? [];
    expect(copied.length).toBeGreaterThan(4);
    // Some repositories have it, and then it is copied.
    const needed = copied.filter(it => it !== '.yarn');
    expect(needed.filter(it => !existsSync(join(ROOT, it)))).toEqual([]);
  });

  it('starts with the configuration for production, as somebody who may do little', () => {
    const [, command] = /^CMD (.*)$/m.exec(file) ?? [];
    expect(JSON.parse(command)).toEqual([
      ...['node', 'packages/backend', '--config', 'app-config.yaml'],
      ...['--config', 'app-config.production.yaml'],
    ]);
    expect(file).toMatch(/^USER \d{4,}$/m);
  });
});

/** The instruments that the plugin makes, by name, each with its kind and its unit. */
function instruments(): Map<string, { kind: string; unit: string }> {
  const made = new Map<string, { kind: string; unit: string }>();
  const make = (kind: string) => (name: string, options: { unit: string }) => {
    made.set(name, { kind, unit: options.unit });
    return { addCallback() {} };
  };
  const metrics = {
    createCounter: make('counter'),
    createHistogram: make('histogram'),
    createObservableGauge: make('gauge'),
  } as unknown as Parameters<typeof createMetrics>[0]['metrics'];
  createMetrics({ metrics, now: () => new Date() });
  observeState({
    metrics,
    watches: () => [],
    backlog: () => Promise.reject(new Error('Nobody collects')),
  });
  return made;
}

/** As OpenTelemetry's exporter for Prometheus names what it exports. */
function prometheusName(name: string, { kind, unit }: Record<string, string>) {
  return [
    name.replaceAll('.', '_'),
    ...(unit === 's' ? ['seconds'] : []),
    ...(kind === 'counter' ? ['total'] : []),
  ].join('_');
}

describe('the metrics that are documented', () => {
  const made = instruments();

  it('are those that the plugin makes, as OpenTelemetry calls them', () => {
    const documented = readPage('docs/telemetry.md').text.match(
      /(?<=^\| `)webhooks\.[\w.]+/gm,
    );
    expect(documented?.sort()).toEqual([...made.keys()].sort());
  });

  it('and as Prometheus does', () => {
    const documented = readPage('docs/operations.md').text.match(
      /(?<=^\| `)webhooks_\w+/gm,
    );
    expect(documented?.sort()).toEqual(
      [...made].map(([name, it]) => prometheusName(name, it)).sort(),
    );
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

  /** The attributes of each metric, as telemetry.md has them. */
  const attributes = new Map(
    [
      ...readPage('docs/telemetry.md').text.matchAll(
        /^\| `(webhooks\.[\w.]+)` .*\|(.*)\|$/gm,
      ),
    ].map(([, name, names]) => [
      name.replaceAll('.', '_'),
      new Set(names.match(/(?<=`)\w+(?=`)/g)),
    ]),
  );
  /** Labels that are chosen by or grouped by, and that the expression's metrics have not. */
  const strangeLabels = (expression: string) => {
    const known = [...attributes]
      .filter(([name]) => expression.includes(name))
      .flatMap(([, names]) => [...names]);
    const chosen = expression.match(/\w+(?==~?")/g) ?? [];
    const grouped = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(
      ([, names]) => names.split(/, */),
    );
    return [...chosen, ...grouped].filter(it => ![...known, 'le'].includes(it));
  };
  const alerts: string[] = parse(
    readText('deploy/alerts.yaml'),
  ).groups[0].rules.map(({ expr }: { expr: string }) => expr);
  const queries: string[] = JSON.parse(
    readText('deploy/dashboard.json'),
  ).panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );

  it('the alerts ask for metrics that are documented', () => {
    expect(
      [...metricsOf(alerts)].filter(name => !documented.has(name)),
    ).toEqual([]);
  });

  it('the dashboard shows every metric that is documented, and no other', () => {
    expect([...metricsOf(queries)].sort()).toEqual([...documented].sort());
  });

  it.each([...alerts, ...queries])(
    'has attributes that its metrics have: %s',
    expression => {
      expect(strangeLabels(expression)).toEqual([]);
    },
  );
});
