import { ResponseError } from '@backstage/errors';
import { Problem, because } from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';
import { problemsByField } from './problemsByField';

/** Says everything in some other language. */
const t = ((key: string) => `${key} 。`) as unknown as Translate;

async function refused(status: number, ...problems: Problem[]) {
  const body = {
    error: { name: 'InputError', message: 'It will not do', problems },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

describe('problemsByField', () => {
  it.each([
    ['url', 'url'],
    ['filters.events[0]', 'events'],
    ['filters.labels[1]', 'labels'],
    ['noise.windowSeconds', 'windowSeconds'],
    ['quietHours.end', 'quietHours'],
    ['headers[0].name', 'headers'],
    ['clientCertificate.key', 'clientCertificate'],
  ])('puts %s at %s', async (field, formField) => {
    const error = await refused(400, { field, ...because('required') });
    expect(problemsByField(error, t)).toEqual({
      fields: { [formField]: 'Reason.required 。' },
    });
  });

  it('shows the first problem of a field, and each field', async () => {
    const error = await refused(
      400,
      { field: 'filters.names[0]', reason: 'is too long' },
      { field: 'filters.names[1]', reason: 'has a space' },
      { field: 'name', reason: 'is taken' },
    );
    expect(problemsByField(error, t)).toEqual({
      fields: { names: 'Is too long', name: 'Is taken' },
    });
  });

  it('puts a taken name at the name', async () => {
    const taken = because('name-taken', { name: 'ops' });
    const error = await refused(409, { field: 'name', ...taken });
    expect(problemsByField(error, t).fields).toEqual({
      name: 'Reason.name-taken 。',
    });
  });

  it('keeps what is about no field of the form', async () => {
    const strange = await refused(400, { field: 'colour', reason: 'unknown' });
    expect(problemsByField(strange, t)).toEqual({ fields: {}, other: strange });
    const busy = await refused(409, because('changed-by-others', { id: 'w1' }));
    expect(problemsByField(busy, t)).toEqual({ fields: {}, other: busy });
    const offline = new TypeError('Failed to fetch');
    expect(problemsByField(offline, t)).toEqual({ fields: {}, other: offline });
  });
});
