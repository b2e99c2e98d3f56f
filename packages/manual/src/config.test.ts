import { ConfigReader } from '@backstage/config';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { readRoleGrants } from '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles/src/roles';
import { readWebhooksOptions } from '@kubevision/backstage-plugin-webhooks-backend/src/config';
import { readSchedule } from '@kubevision/backstage-plugin-webhooks-backend-module-catalog/src/config';
import { parse } from 'yaml';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readPage, readPages, readText } from './Page';

/** Stands for what is in an environment variable: 32 bytes in base64, and long enough for a token. */
const SECRET = 'A'.repeat(43);

const pages = [
  ...readPages(),
  readPage('plugins/webhooks-backend/README.md'),
  readPage('plugins/permission-backend-module-webhooks-roles/README.md'),
];
const written = [
  ...pages.flatMap(({ path, codeBlocks }) =>
    codeBlocks
      .filter(({ code }) => /^webhooks:/m.test(code))
      .map(({ code }) => [path, code] as const),
  ),
  ...['app-config.yaml', 'app-config.production.yaml'].map(
    path => [path, readText(path)] as const,
  ),
];

it('the manual has examples of app-config', () => {
  expect(written.length).toBeGreaterThan(10);
});

it.each(written)('what %s writes into app-config is read', (_path, text) => {
  const { webhooks, ...rest } = parse(text.replace(/\$\{\w+\}/g, SECRET));
  // An example shows one section, and the key is needed always.
  const secrets = { keys: [{ id: 'one', secret: SECRET }] };
  const data: JsonObject = { ...rest, webhooks: { secrets, ...webhooks } };
  const config = new ConfigReader(data);
  expect(() => {
    readWebhooksOptions(config);
    readRoleGrants(config);
    readSchedule(config);
  }).not.toThrow();
});

describe('what config.d.ts says of who may see what', () => {
  const SEALING_KEY = 'a-sealing-key';
  const AUDIT_TOKEN = 'an-audit-token';
  const data = {
    webhooks: {
      secrets: { keys: [{ id: 'one', secret: SEALING_KEY }] },
      audit: { clusters: [{ name: 'prod-us', tokens: [AUDIT_TOKEN] }] },
      delivery: { allowedReceivers: ['hooks.corp.example'] },
      roles: { ops: ['group:default/ops'] },
    },
  };

  let schema: ConfigSchema;

  beforeAll(async () => {
    const packagePaths = readdirSync(join(ROOT, 'plugins'))
      .filter(it => existsSync(join(ROOT, 'plugins', it, 'config.d.ts')))
      .map(it => join(ROOT, 'plugins', it, 'package.json'));
    schema = await loadConfigSchema({ dependencies: [], packagePaths });
  });

  /** What of app-config is given to who may see so much. */
  function visibleTo(visibility: 'frontend' | 'secret') {
    const [shown] = schema.process([{ data, context: 'test' }], {
      visibility: [visibility],
      ignoreSchemaErrors: true,
    });
    return shown.data;
  }

  it('gives pages nothing', () => {
    expect(visibleTo('frontend')).toEqual({});
  });

  it('has what is secret, and that alone, masked in logs', () => {
    expect(visibleTo('secret')).toEqual({
      webhooks: {
        secrets: { keys: [{ secret: SEALING_KEY }] },
        audit: { clusters: [{ tokens: [AUDIT_TOKEN] }] },
      },
    });
  });
});
