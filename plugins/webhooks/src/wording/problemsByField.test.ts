import { ResponseError } from '@backstage/errors';
import { problemsByField } from './problemsByField';

async function refused(status: number, name: string, message: string) {
  const body = { error: { name, message }, response: { statusCode: status } };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

describe('problemsByField', () => {
  it.each([
    ['url: is required', { url: 'Is required' }],
    [
      'name: is required; filters.events[0]: must be one of create, scale',
      { name: 'Is required', events: 'Must be one of create, scale' },
    ],
    [
      'filters.labels[1]: is no label selector; write e.g. app=web; filters.names[0]: must be one name',
      {
        labels: 'Is no label selector; write e.g. app=web',
        names: 'Must be one name',
      },
    ],
    [
      'noise.windowSeconds: must be at most 3600',
      { windowSeconds: 'Must be at most 3600' },
    ],
    [
      'url: is a URL of Discord; choose Discord, or paste the URL: the whole',
      {
        url: 'Is a URL of Discord; choose Discord, or paste the URL: the whole',
      },
    ],
  ])('sorts %s', async (message, fields) => {
    expect(problemsByField(await refused(400, 'InputError', message))).toEqual({
      fields,
    });
  });

  it('puts a taken name at the name', async () => {
    const error = await refused(409, 'ConflictError', 'The name is taken');
    expect(problemsByField(error).fields).toEqual({
      name: 'The name is taken',
    });
  });

  it('keeps what is about no field', async () => {
    const strange = await refused(400, 'InputError', 'colour: unknown');
    expect(problemsByField(strange)).toEqual({ fields: {}, other: strange });
    const offline = new TypeError('Failed to fetch');
    expect(problemsByField(offline)).toEqual({ fields: {}, other: offline });
  });
});
