import { ConflictError, InputError } from '@backstage/errors';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { refusal, wrong } from './refusal';

it('says in its message what its problems say', () => {
  const error = refusal(
    InputError,
    { field: 'url', ...because('required') },
    { field: 'name', ...because('text-too-long', { count: 200 }) },
  );
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toBe(
    'url: is required; name: String must contain at most 200 character(s)',
  );
  expect(JSON.parse(JSON.stringify(error)).problems).toEqual([
    {
      field: 'url',
      reason: 'is required',
      reasonParts: [{ code: 'required' }],
    },
    {
      field: 'name',
      reason: 'String must contain at most 200 character(s)',
      reasonParts: [{ code: 'text-too-long', params: { count: '200' } }],
    },
  ]);
});

it('may be about no field', () => {
  const error = refusal(ConflictError, because('webhook-off', { name: 'ops' }));
  expect(error.name).toBe('ConflictError');
  expect(error.message).toBe(
    "The webhook 'ops' is disabled; enable it before anything is sent again",
  );
});

it('has no codes for what a module says in words of its own', () => {
  expect(wrong('url', { reason: 'is of the moon' }).problems).toEqual([
    { field: 'url', reason: 'is of the moon' },
  ]);
});
