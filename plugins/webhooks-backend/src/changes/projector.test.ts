import { diff } from './diff';
import { createProjector } from './projector';
import { ruleOf } from './rules';
import { KubernetesObject, ResourceType } from './types';

const hmacKey = Buffer.alloc(32, 7);
const project = createProjector({ hmacKey });

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
  namespaced: true,
});
const SECRET = core('secrets', 'Secret');
const CONFIG_MAP = core('configmaps', 'ConfigMap');
const DEPLOYMENT: ResourceType = {
  ...core('deployments', 'Deployment'),
  group: 'apps',
};
const WIDGET: ResourceType = {
  ...core('widgets', 'Widget'),
  group: 'example.com',
};

function object(parts: object, metadata: object = {}): KubernetesObject {
  return {
    ...parts,
    metadata: { name: 'a', uid: 'uid-1', resourceVersion: '1', ...metadata },
  };
}

function changes(type: ResourceType, before: object, after: object) {
  return diff(
    project(object(before), type)!,
    project(object(after), type)!,
    ruleOf(type),
  );
}

describe('values that must not be kept', () => {
  const canary = 'hunter2-canary';
  const base64 = Buffer.from(canary).toString('base64');
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': canary,
  };
  const env = [{ name: 'DB_PASSWORD', value: canary }];
  const template = {
    metadata: { annotations },
    spec: { containers: [{ name: 'web', env }], initContainers: [{ env }, {}] },
  };

  it.each([
    ['of a Secret', SECRET, object({ data: { password: base64 } })],
    ['of a ConfigMap', CONFIG_MAP, object({ data: { 'app.conf': canary } })],
    ['of environment variables', DEPLOYMENT, object({ spec: { template } })],
    [
      'below a field whose name says that it is secret',
      WIDGET,
      object({ spec: { credentials: { user: 'app', value: canary } } }),
    ],
    [
      'that would name the items of a secret list',
      WIDGET,
      object({ spec: { token: [{ key: canary }] } }),
    ],
    [
      'of an argument that carries a password',
      WIDGET,
      object({ spec: { args: ['--port=80', `--db-password=${canary}`] } }),
    ],
    [
      'of environment variables that a custom resource writes as a map',
      WIDGET,
      object({ spec: { env: { DB: canary }, steps: [[{ env }]] } }),
    ],
    [
      'of the last applied configuration',
      DEPLOYMENT,
      object({ spec: {} }, { annotations }),
    ],
    [
      'of fields of a custom resource that are named like secrets',
      WIDGET,
      object({ spec: { auth: { apiKey: canary, clientSecret: canary } } }),
    ],
  ])('never leave the projector: %s', (_name, type, of) => {
    const text = JSON.stringify(project(of, type)?.fields);
    expect(text).not.toContain(canary);
    expect(text).not.toContain(base64);
  });

  it('change visibly, shown as ***', () => {
    expect(
      changes(
        SECRET,
        { data: { password: 'b2xk', gone: 'eA==' } },
        { data: { password: 'bmV3', 'tls.crt': 'eQ==' } },
      ),
    ).toEqual([
      { field: 'data.gone', old: '***', new: null },
      { field: 'data.password', old: '***', new: '***' },
      { field: 'data[tls.crt]', old: null, new: '***' },
    ]);
  });

  it('name the variable of the container', () => {
    const spec = (value: string) => ({
      spec: {
        template: {
          spec: {
            containers: [{ name: 'web', env: [{ name: 'LOG', value }] }],
          },
        },
      },
    });
    expect(changes(DEPLOYMENT, spec('info'), spec('debug'))).toEqual([
      {
        field: 'spec.template.spec.containers[name=web].env[name=LOG].value',
        old: '***',
        new: '***',
      },
    ]);
  });

  it('are marked with the key, so that a guess cannot be checked without it', () => {
    const secret = object({ data: { password: 'b2xk' } });
    const other = createProjector({ hmacKey: Buffer.alloc(32, 8) });
    const marked = project(secret, SECRET)!;
    expect(marked.equals(project(secret, SECRET)!)).toBe(true);
    expect(marked.equals(other(secret, SECRET)!)).toBe(false);
  });

  it('are marked per object, so that equal passwords do not look equal', () => {
    const data = { password: 'b2xk' };
    const a = project(object({ data }, { uid: 'uid-1' }), SECRET);
    const b = project(object({ data }, { uid: 'uid-2' }), SECRET);
    expect(a!.fields).not.toEqual(b!.fields);
  });
});

describe('objects that are nobody’s news', () => {
  it.each([
    ['a Helm release', SECRET, object({ type: 'helm.sh/release.v1' })],
    [
      'a token of a service account',
      SECRET,
      object({ type: 'kubernetes.io/service-account-token' }),
    ],
    [
      'the root certificate in every namespace',
      CONFIG_MAP,
      object({}, { name: 'kube-root-ca.crt' }),
    ],
  ])('are not kept: %s', (_name, type, of) => {
    expect(project(of, type)).toBeUndefined();
  });
});

describe('the rules', () => {
  it('belong to a resource, not to a kind’s name that another group uses too', () => {
    const knative = {
      ...core('services', 'Service'),
      group: 'serving.knative.dev',
    };
    const service = object({ spec: { template: { spec: { timeout: 30 } } } });
    expect(project(service, knative)!.fields).toEqual({
      'spec.template.spec.timeout': 30,
    });
    expect(project(service, core('services', 'Service'))!.fields).toEqual({});
  });

  it('compare a list whole where nothing tells its items apart', () => {
    expect(
      changes(
        DEPLOYMENT,
        { spec: { args: ['--a'] } },
        { spec: { args: ['--a', '--b'] } },
      ),
    ).toEqual([{ field: 'spec.args', old: ['--a'], new: ['--a', '--b'] }]);
  });

  it('keep what is present without saying more', () => {
    const volumes = [{ name: 'tmp', emptyDir: {} }];
    expect(project(object({ spec: { volumes } }), WIDGET)!.fields).toEqual({
      'spec.volumes[name=tmp].emptyDir': {},
    });
  });

  it('keep a bounded number of fields, and still see a change of the rest', () => {
    const spec = (last: string) => ({
      spec: Object.fromEntries(
        Array.from({ length: 5000 }, (_, i) => [
          `f${i}`,
          i === 4999 ? last : i,
        ]),
      ),
    });
    expect(
      Object.keys(project(object(spec('a')), WIDGET)!.fields),
    ).toHaveLength(1001);
    expect(changes(WIDGET, spec('a'), spec('b'))).toEqual([
      { field: '…', old: 'more fields', new: 'more fields' },
    ]);
  });
});

describe('a spec that is the same as before', () => {
  const spec = {
    replicas: 3,
    template: {
      metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1.2',
            env: [{ name: 'PASSWORD', value: 'hunter2' }],
            args: ['a'.repeat(300)],
          },
        ],
      },
    },
  };
  const before = object({ spec }, { labels: { app: 'web' } });
  const status = {
    conditions: [{ type: 'Available', status: 'True' }],
  };

  it('is taken from what was kept, and not read', () => {
    const after = object({ spec, status }, { labels: { app: 'api' } });
    const kept = project(before, WIDGET);
    const unreadable = { ...after, spec: Buffer.from('{"replicas":') };
    const projection = project(unreadable, WIDGET, kept)!;
    expect(projection.fields).toEqual(project(after, WIDGET)!.fields);
    expect(projection.equals(project(after, WIDGET)!)).toBe(true);
    // And once more from there.
    expect(project(unreadable, WIDGET, projection)!.equals(projection)).toBe(
      true,
    );
  });

  it('is read when it has more fields than are kept', () => {
    const many = { spec: { ...spec, list: {} as Record<string, number> } };
    for (let i = 0; i < 1500; i += 1) many.spec.list[`key-${i}`] = i;
    const kept = project(object(many), WIDGET);
    expect(project(object(many), WIDGET, kept)!.equals(kept!)).toBe(true);
    many.spec.list['key-1499'] = 0;
    expect(project(object(many), WIDGET, kept)!.equals(kept!)).toBe(false);
  });
});
