import { describePlatform } from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import { builtInPlatforms } from '.';
import { LAWS } from './__testUtils__/laws';

describe('the list of platforms', () => {
  it('has each id once, and laws for each', () => {
    const ids = builtInPlatforms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(LAWS).sort()).toEqual([...ids].sort());
  });
});

for (const platform of builtInPlatforms) {
  describePlatform(platform, LAWS[platform.id]);
}
