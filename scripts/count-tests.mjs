// Adds up what Jest and Playwright wrote about their runs: `N passed, N failed`.

import { existsSync, readFileSync } from 'node:fs';

const counts = { passed: 0, failed: 0, skipped: 0 };

for (const file of process.argv.slice(2).filter(path => existsSync(path))) {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const { stats } = results;
  counts.passed += stats
    ? stats.expected + stats.flaky
    : results.numPassedTests;
  counts.failed += stats ? stats.unexpected : results.numFailedTests;
  counts.skipped += stats
    ? stats.skipped
    : results.numPendingTests + results.numTodoTests;
}

if (counts.skipped) console.log(`Skipped: ${counts.skipped}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
