import config from './playwright.config';

/** `npm run screenshots`: takes the pictures in docs/images/ of a portal of its own. */
export default {
  ...config,
  projects: [{ name: 'screenshots', testMatch: 'screenshots.ts' }],
};
