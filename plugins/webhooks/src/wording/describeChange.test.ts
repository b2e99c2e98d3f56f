import { anEvent } from '../__testUtils__/fixtures';
import { describeChange, describeObject } from './describeChange';

describe('words for an event', () => {
  it.each([
    ['spec.replicas', 3, 5, 'spec.replicas 3 → 5'],
    ['spec.unschedulable', null, true, 'spec.unschedulable — → true'],
    ['data', { a: 1 }, ['x'], 'data {"a":1} → ["x"]'],
    ['image', 'a'.repeat(70), '', `image ${'a'.repeat(60)}… → `],
    ['', null, null, ''],
  ])('describes a change of %j', (field, old, now, words) => {
    const event = anEvent({ detail: { field, old, new: now } });
    expect(describeChange(event)).toBe(words);
  });

  it('names an object with its namespace, if it has one', () => {
    expect(describeObject(anEvent())).toBe('team-alpha/api-server');
    expect(describeObject(anEvent({ namespace: '' }))).toBe('api-server');
  });
});
