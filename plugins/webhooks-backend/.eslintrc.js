/** Forbids imports in some folders, so that dependencies point one way. */
function forbid({ files, except, groups, because }) {
  return {
    files,
    excludedFiles: ['**/*.test.ts', '**/__testUtils__/**', ...(except ?? [])],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: groups.map(group => ({
            group: [group],
            message: because,
          })),
        },
      ],
    },
  };
}

const folders = (...names) =>
  names.flatMap(name => [`../${name}/*`, `../../${name}/*`]);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.test.ts'],
      rules: {
        // Supertest's answers expect too, and so do functions that say so in their names.
        'jest/expect-expect': [
          'warn',
          { assertFunctionNames: ['expect', 'expect*', '**.expect'] },
        ],
      },
    },
    forbid({
      files: ['src/changes/**'],
      groups: [
        ...folders('database', 'delivery', 'kubernetes', 'noise'),
        ...folders('platforms', 'router', 'webhooks'),
        'knex',
        'undici',
      ],
      because: 'changes/ is pure: it knows objects and events, nothing else',
    }),
    forbid({
      files: ['src/noise/**'],
      groups: [
        ...folders('database', 'delivery', 'kubernetes', 'platforms'),
        ...folders('router', 'webhooks'),
        'knex',
        'undici',
      ],
      because: 'noise/ is pure: it decides, and reads and writes nothing',
    }),
    forbid({
      files: ['src/calm/**', 'src/health/**'],
      groups: [
        ...folders('database', 'delivery', 'kubernetes', 'platforms'),
        ...folders('router', 'webhooks'),
        'knex',
        'undici',
      ],
      because:
        'calm/ and health/ are pure: they decide, and read and write nothing',
    }),
    forbid({
      files: ['src/audit/**'],
      groups: [
        ...folders('database', 'delivery', 'kubernetes', 'platforms'),
        ...folders('router', 'webhooks'),
        'knex',
        'undici',
      ],
      because: 'audit/ reads and joins audit records, and stores nothing',
    }),
    forbid({
      files: ['src/platforms/**'],
      groups: [
        ...folders('changes', 'database', 'delivery', 'kubernetes'),
        ...folders('router', 'webhooks'),
        'knex',
        'undici',
        'node:http*',
      ],
      because:
        'platforms/ is pure: a platform makes and judges, and sends nothing',
    }),
    forbid({
      files: [
        'src/kubernetes/**',
        'src/delivery/**',
        'src/events/**',
        'src/storage/**',
      ],
      groups: [...folders('router'), 'knex'],
      because: 'only database/ knows SQL, and only router/ knows the REST API',
    }),
    forbid({
      files: [
        'src/kubernetes/**',
        'src/database/**',
        'src/router/**',
        'src/webhooks/**',
      ],
      groups: ['undici'],
      because: 'only delivery/ sends to the outside',
    }),
    forbid({
      files: ['src/**'],
      except: ['src/config.ts', 'src/**/*.test.ts'],
      groups: ['@backstage/config'],
      because: 'only config.ts reads app-config',
    }),
  ],
});
