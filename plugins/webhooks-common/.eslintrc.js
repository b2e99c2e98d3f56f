module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  ignorePatterns: ['src/openapi/*.generated.ts'],
  rules: {
    // openapi-fetch names its functions after the methods of HTTP: `client.GET(…)`.
    'new-cap': ['error', { capIsNew: false }],
  },
});
