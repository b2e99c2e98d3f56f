module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What is measured are parts of the plugin, which it has no reason to export.
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
