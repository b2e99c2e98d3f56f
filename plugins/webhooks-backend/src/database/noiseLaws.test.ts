import { TestDatabases } from '@backstage/backend-test-utils';
import {
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import fc from 'fast-check';
import { object } from '../changes/observe.fixture';
import { KubernetesObject } from '../changes/types';
import { NO_NOISE_CONTROL } from '../noise/noNoiseControl.fixture';
import { openOutbox } from './__testUtils__/openOutbox';

/** One write of one of two Deployments, so long after the last one. */
const writes = fc.array(
  fc.record({
    afterMs: fc.constantFrom(0, 1_000, 5_000, 30_000, 70_000, 660_000),
    name: fc.constantFrom('a', 'b'),
    fields: fc.record(
      {
        image: fc.constantFrom('web:1', 'web:2', 'web:3'),
        replicas: fc.constantFrom(1, 2, 3),
        minReadySeconds: fc.constantFrom(1, 2, 3),
        available: fc.constantFrom('True', 'False'),
        updated: fc.constantFrom(0, 3),
        manager: fc.constantFrom('alice', 'bob', 'kube-controller-manager'),
      },
      { requiredKeys: [] },
    ),
    /** Whether what is due is claimed before it. */
    claims: fc.boolean(),
    /** Whether it is deleted and created again as this. */
    replaced: fc.oneof(
      { weight: 9, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { minLength: 1, maxLength: 20 },
);

const settings = fc.record({
  windowSeconds: fc.constantFrom(0, 10, 60),
  autoscaling: fc.boolean(),
  flapping: fc.boolean(),
  rollouts: fc.constantFrom('summary' as const, 'off' as const),
});

const filters = fc.constantFrom<WebhookFilters[]>({}, { events: ['update'] });

type Fields = {
  uid: number;
  image: string;
  replicas: number;
  minReadySeconds: number;
  available: string;
  updated: number;
  manager: string;
};

const NEW: Fields = {
  uid: 0,
  image: 'web:1',
  replicas: 3,
  minReadySeconds: 1,
  available: 'True',
  updated: 3,
  manager: 'alice',
};

function toDeployment(name: string, version: number, fields: Fields) {
  return object({
    metadata: {
      name,
      uid: `${name}-${fields.uid}`,
      resourceVersion: String(version),
      managedFields: [
        {
          manager: fields.manager,
          operation: 'Update',
          fieldsV1: { 'f:spec': {} },
        },
      ],
    },
    spec: {
      replicas: fields.replicas,
      minReadySeconds: fields.minReadySeconds,
      template: {
        spec: { containers: [{ name: 'web', image: fields.image }] },
      },
    },
    status: {
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: fields.updated,
      availableReplicas: fields.updated,
      conditions: [{ type: 'Available', status: fields.available }],
    },
  });
}

/** What whoever reads all messages believes, by object and field, in the order they came. */
function believe(
  events: readonly WebhookEvent[],
  whenWrong: (message: string) => void,
): Map<string, unknown> {
  const believed = new Map<string, unknown>();
  for (const event of events) {
    // What is no field of the object itself is compared elsewhere.
    const changes = event.changes.filter(
      it => !['object', 'rollout'].includes(it.field),
    );
    for (const { field, old, new: next } of changes) {
      const key = `${event.name} ${event.uid} ${field}`;
      if (believed.has(key) && believed.get(key) !== old) {
        whenWrong(`${key} was told to be ${believed.get(key)}, not ${old}`);
      }
      believed.set(key, next);
    }
  }
  return believed;
}

describe.each(TestDatabases.create().eachSupportedId())(
  'laws of noise control on %s',
  databaseId => {
    const runs = { numRuns: databaseId === 'SQLITE_3' ? 30 : 8 };

    it('keeps them, whatever happens and whatever is set', async () => {
      await fc.assert(
        fc.asyncProperty(writes, settings, filters, async (...args) => {
          const [changes, noise, wants] = args;
          const outbox = await openOutbox(databaseId);
          await outbox.webhook('folded', noise, wants);
          await outbox.webhook('plain', NO_NOISE_CONTROL, wants);

          const told: { webhookId: string; event: WebhookEvent }[] = [];
          const claim = async () => {
            told.push(...(await outbox.claim()));
          };
          const current = new Map<string, KubernetesObject>();
          const fields = new Map<string, Fields>();
          let version = 0;
          for (const change of changes) {
            outbox.wait(change.afterMs);
            if (change.claims) await claim();
            const { name } = change;
            const before = fields.get(name) ?? NEW;
            const uid = before.uid + (change.replaced ? 1 : 0);
            const after = { ...before, ...change.fields, uid };
            const next = toDeployment(name, (version += 1), after);
            const last =
              current.get(name) ?? toDeployment(name, (version += 1), NEW);
            if (change.replaced) {
              await outbox.remove(last);
              await outbox.change(null, next);
            } else {
              await outbox.change(last, next);
            }
            current.set(name, next);
            fields.set(name, after);
          }
          await claim();
          outbox.wait(3_600_000);
          await claim();

          const eventsOf = (id: string) =>
            told.filter(it => it.webhookId === id).map(it => it.event);
          const plain = eventsOf('plain');
          const folded = eventsOf('folded');

          // With everything off, a message is an event.
          expect(plain.filter(it => it.heldFor || it.absorbed)).toEqual([]);
          // Nothing is lost: each event is told, or a part of what is told, or undone and counted.
          const { total } = await outbox.heldBack('folded');
          expect(folded.length + total).toBe(plain.length);
          const parts = folded.reduce((n, it) => n + 1 + (it.absorbed ?? 0), 0);
          expect(parts).toBeLessThanOrEqual(plain.length);
          // Creations and deletions are told one by one, and those of an object in order: another object
          // waits for none of them.
          const wholes = (events: WebhookEvent[]) =>
            events
              .filter(it => ['create', 'delete'].includes(it.event))
              .sort((a, b) => a.name.localeCompare(b.name));
          expect(wholes(folded)).toEqual(wholes(plain));
          // Whoever reads all of it never hears of a change from what was not, and knows at the
          // end what whoever got every single event knows.
          const wrong: string[] = [];
          const known = believe(folded, message => wrong.push(message));
          expect(wrong).toEqual([]);
          const first = new Map<string, unknown>();
          for (const { name, uid, changes: fieldChanges } of plain) {
            for (const { field, old } of fieldChanges) {
              const key = `${name} ${uid} ${field}`;
              if (!first.has(key)) first.set(key, old);
            }
          }
          const all = believe(plain, message => wrong.push(message));
          expect(wrong).toEqual([]);
          for (const [key, value] of all) {
            expect([
              key,
              known.has(key) ? known.get(key) : first.get(key),
            ]).toEqual([key, value]);
          }
        }),
        runs,
      );
    }, 300_000);
  },
);
