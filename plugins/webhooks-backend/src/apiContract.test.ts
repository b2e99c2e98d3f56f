import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import * as common from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import listEndpoints from 'express-list-endpoints';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import request from 'supertest';
import { OpenApiChecker } from './__testUtils__/openapi/OpenApiChecker';
import webhooks from '.';

const ROOT = join(__dirname, '../../..');

/** The lists of `webhooks-common`, by the schemas that have the same values. */
const LISTS: Record<string, readonly string[]> = {
  EventType: common.EVENT_TYPES,
  Severity: common.SEVERITIES,
  HoldReason: common.HOLD_REASONS,
  RolloutMode: common.ROLLOUT_MODES,
  Weekday: common.WEEKDAYS,
  RetrySchedule: common.RETRY_SCHEDULES,
  WaitReason: common.WAIT_REASONS,
  DeliveryStatus: common.DELIVERY_STATUSES,
  FailureClass: common.FAILURE_CLASSES,
  RecoveryState: common.RECOVERY_STATES,
};

describe('openapi.yaml', () => {
  const checker = OpenApiChecker.create();
  const { document } = checker;
  const routers: Router[] = [];
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        webhooks,
        catalogServiceMock.factory(),
        createServiceFactory({
          service: coreServices.httpRouter,
          deps: {},
          factory: () => ({
            use: handler => routers.push(handler as Router),
            addAuthPolicy: () => {},
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            webhooks: {
              secrets: {
                keys: [
                  { id: 'test', secret: Buffer.alloc(32).toString('base64') },
                ],
              },
            },
          },
        }),
      ],
    });
  });

  afterAll(() => backend.stop());

  it('has every route of the plugin, and no other', () => {
    const routes = routers
      .flatMap(router => listEndpoints(router))
      // Those of Backstage's permission framework and of its registry of actions are its own.
      .filter(({ path }) => !/^\/\.(well-known|backstage)\//.test(path))
      .flatMap(({ path, methods }) =>
        methods.map(method => `${method} ${path.replace(/(.)\/$/, '$1')}`),
      );
    const documented = document.operations.map(
      ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect({
      'routes that openapi.yaml lacks': routes.filter(
        it => !documented.includes(it),
      ),
      'routes of openapi.yaml that the plugin lacks': documented.filter(
        it => !routes.includes(it),
      ),
    }).toEqual({
      'routes that openapi.yaml lacks': [],
      'routes of openapi.yaml that the plugin lacks': [],
    });
  });

  it('is served', async () => {
    const { status, body } = await request(backend.server).get(
      '/api/v1/webhooks/openapi.json',
    );
    expect([status, body]).toEqual([200, document.source]);
  });

  it('has examples that are as their schemas say', () => {
    const examples = Object.entries(document.schemas).flatMap(
      ([name, schema]) =>
        (schema.examples ?? []).map(it => [name, schema, it] as const),
    );
    expect(examples.length).toBeGreaterThan(5);
    for (const [name, schema, example] of examples) {
      expect([name, checker.problems(schema, example)]).toEqual([name, []]);
    }
  });

  it.each(Object.entries(LISTS))(
    'has the values of %s that code knows',
    (name, values) => {
      expect(document.schemas[name].enum).toEqual(values);
    },
  );

  it('is what the types and docs/api.md were made from', () => {
    // Says which file is not current, and what to do.
    const check = () =>
      execFileSync(process.execPath, ['scripts/openapi.mjs', '--check'], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(check).not.toThrow();
  });
});
