module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // It runs a portal, and is part of none.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
