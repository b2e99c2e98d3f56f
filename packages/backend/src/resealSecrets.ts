import { createBackend } from '@backstage/backend-defaults';
import { webhooksResealFeatureLoader } from '@kubevision/backstage-plugin-webhooks-backend';

// Reads app-config as the portal does, `--config` included, and opens no port.
const backend = createBackend();
backend.add(webhooksResealFeatureLoader);

backend
  .start()
  .then(() => backend.stop())
  .catch(error => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
