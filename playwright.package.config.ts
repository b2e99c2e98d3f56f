import config from './playwright.config';

/** `npm run test:package`: looks at the pages as they are in an app that was just made. */
export default {
  ...config,
  reporter: [['list'], ['json', { outputFile: '.cache/package-results.json' }]],
  outputDir: '.cache/package-output',
  projects: [{ name: 'new app', testMatch: 'newApp.ts' }],
};
