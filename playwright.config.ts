import { defineConfig } from '@playwright/test';
import type { Reader } from './packages/app/e2e-tests/test';

/** Runs against the portal that `npm run test:e2e` starts. */
export default defineConfig<{ reader: Reader }>({
  testDir: 'packages/app/e2e-tests',
  timeout: 300_000,
  expect: { timeout: 90_000 },
  // The tests share one portal, and a person's story is told in order.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '.cache/e2e-results.json' }]],
  outputDir: '.cache/e2e-output',
  projects: [
    // Everything twice, as people differ.
    {
      name: 'english',
      testIgnore: 'measures.test.ts',
      use: {
        reader: { manager: 'ops', language: 'en', looks: 'light and wide' },
      },
    },
    {
      name: 'chinese',
      // Actions and the commands of the manual speak to nobody.
      testIgnore: ['measures.test.ts', 'actions.test.ts', 'manual.test.ts'],
      use: {
        reader: { manager: 'admin', language: 'zh', looks: 'dark and narrow' },
      },
    },
    // Leaves the portal so full that no other test should come after it.
    {
      name: 'measures',
      testMatch: 'measures.test.ts',
      dependencies: ['english', 'chinese'],
    },
  ],
  use: {
    baseURL: process.env.PORTAL_URL,
    actionTimeout: 90_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      // No sandbox, because a container is root; and nothing that calls home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
