module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // The frontend knows the wire shapes; what runs in the backend is not its business.
  restrictedImports: [
    '@kubevision/backstage-plugin-webhooks-node',
    '@kubevision/backstage-plugin-webhooks-backend',
  ],
});
