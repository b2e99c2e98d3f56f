import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('auth-backend-module-people'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles'
  ),
);

backend.add(import('@kubevision/backstage-plugin-webhooks-backend'));
backend.add(
  import('@kubevision/backstage-plugin-webhooks-backend-module-catalog'),
);
backend.add(
  import('@kubevision/backstage-plugin-webhooks-backend-module-teams'),
);
backend.add(
  import('@kubevision/backstage-plugin-scaffolder-backend-module-webhooks'),
);

backend.start();
