module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Compares the manual with what is inside, and is part of no portal.
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
