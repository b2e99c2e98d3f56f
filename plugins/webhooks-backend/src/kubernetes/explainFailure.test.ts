import { explainNetworkError, explainResponse } from './explainFailure';

const status = (code: number, message = '') => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', code, message }),
});
const backstage = (code: number, message: string) => ({
  status: code,
  body: JSON.stringify({ error: { name: 'Error', message } }),
});
const refused =
  "Cluster 'x' request error; caused by Error: connect ECONNREFUSED 10.0.0.1:6443";
const selfSigned =
  "Cluster 'x' request error; caused by Error: self-signed certificate in certificate chain";

describe('an answer that is no success', () => {
  it.each([
    ['expired token', status(401), 'unauthorized', /Renew the token/],
    [
      'missing RBAC',
      status(403),
      'forbidden',
      /lacks get, list, watch on deployments\.apps \(403\)/,
    ],
    [
      'unknown kind',
      status(404),
      'not-served',
      /does not serve deployments\.apps/,
    ],
    [
      'unknown group',
      { status: 404, body: '404 page not found\n' },
      'not-served',
      /does not serve deployments\.apps/,
    ],
    ['old resourceVersion', status(410), 'expired', /no longer knows/],
    ['overload', status(429), 'throttled', /asks to wait/],
    ['cluster in trouble', status(503, 'etcd'), 'failed', /answered 503.*etcd/],
    ['cluster away', backstage(500, refused), 'unreachable', /ECONNREFUSED/],
    ['invalid CA', backstage(500, selfSigned), 'untrusted', /caData or caFile/],
    [
      'token of the plugin',
      backstage(401, 'Illegal token'),
      'unauthorized',
      /Illegal token/,
    ],
    [
      'cluster renamed',
      backstage(404, "Cluster 'x' not found"),
      'failed',
      /'x' not found/,
    ],
    ['backend starting', { status: 404, body: '' }, 'starting', /starting/],
    ['backend starting', backstage(503, 'not ready'), 'starting', /starting/],
    [
      'a proxy in between',
      { status: 502, body: '<html>' },
      'failed',
      /502.*<html>/,
    ],
  ])('%s', (_name, response, kind, words) => {
    const error = explainResponse(response, 'deployments.apps');
    expect(error).toMatchObject({ name: 'ClusterError', kind });
    expect(`${error.message}. ${error.remedy}`).toMatch(words);
  });

  it.each([
    ['deployments.apps', 'the resource "deployments" of the API group "apps"'],
    ['pods', 'the resource "pods" of the core API group ""'],
  ])('says which rights on %s are missing', (subject, resource) => {
    expect(explainResponse(status(403), subject).remedy).toBe(
      `Give the cluster role of Backstage get, list and watch on ${resource}`,
    );
  });

  it('keeps how long to wait', () => {
    const response = { ...status(429), retryAfter: '7' };
    expect(explainResponse(response, 'pods').retryAfterMs).toBe(7000);
  });

  it('cuts long messages', () => {
    const error = explainResponse(backstage(500, 'x'.repeat(9999)), 'pods');
    expect(error.message.length).toBeLessThan(400);
  });
});

it('tells a broken connection from a backend that is not there', () => {
  const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  const absent = Object.assign(
    new Error('connect ECONNREFUSED 127.0.0.1:7007'),
    {
      code: 'ECONNREFUSED',
    },
  );
  expect(explainNetworkError(reset).message).toMatch('broke');
  expect(explainNetworkError(absent).message).toMatch('Kubernetes backend');
});
