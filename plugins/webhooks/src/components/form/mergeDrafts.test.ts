import { aWebhook } from '../../__testUtils__/fixtures';
import { draftOf } from './draft';
import { mergeDrafts } from './mergeDrafts';

const base = draftOf(aWebhook());

describe('mergeDrafts', () => {
  it('keeps what either changed', () => {
    const mine = { ...base, name: 'mine', url: 'https://new.example.com' };
    const theirs = { ...base, clusters: ['staging'], flapping: false };
    expect(mergeDrafts({ base, mine, theirs })).toEqual({
      draft: {
        ...base,
        name: 'mine',
        url: 'https://new.example.com',
        clusters: ['staging'],
        flapping: false,
      },
      clashes: [],
    });
  });

  it('keeps mine where both changed the same, and names it', () => {
    const mine = { ...base, name: 'mine', clusters: ['a', 'b'], digest: false };
    const theirs = { ...base, name: 'theirs', clusters: ['a'], digest: false };
    expect(mergeDrafts({ base, mine, theirs })).toEqual({
      draft: { ...base, name: 'mine', clusters: ['a', 'b'], digest: false },
      clashes: ['name', 'clusters'],
    });
  });

  it('knows fields that are set and unset', () => {
    const quietHours = { start: '22:00', end: '07:00', timeZone: 'UTC' };
    const before = { ...base, quietHours };
    expect(
      mergeDrafts({
        base: before,
        mine: { ...before, quietHours: null },
        theirs: { ...before, quietHours: { ...quietHours, end: '06:00' } },
      }),
    ).toMatchObject({ draft: { quietHours: null }, clashes: ['quietHours'] });
  });
});
