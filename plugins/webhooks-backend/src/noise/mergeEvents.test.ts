import {
  Change,
  FieldValue,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { sampleEvent } from '../webhooks/sampleEvent';
import { mergeEvents } from './mergeEvents';

const now = new Date('2026-03-05T10:23:00Z');
const IMAGE = 'spec.template.spec.containers[name=web].image';

const change = (field: string, old: FieldValue, next: FieldValue): Change => ({
  field,
  old,
  new: next,
});
const update = (changes: Change[], more: Partial<WebhookEvent> = {}) => ({
  ...sampleEvent({ eventType: 'update', actor: 'alice', now }),
  detail: changes[0],
  changes,
  actorSource: 'field-manager' as const,
  ...more,
});

const WEB = { resource: 'deployments.apps', scalePath: 'spec.replicas' };

describe('mergeEvents', () => {
  it('is as bad as what is left to tell, not as what is over', () => {
    const available = 'status.conditions[type=Available].status';
    const broken = {
      ...update([change(available, 'True', 'False')]),
      severity: 'critical' as const,
    };
    const well = update([
      change(available, 'False', 'True'),
      change(IMAGE, '1', '2'),
    ]);
    expect(mergeEvents(broken, well, WEB)!.severity).toBe('info');
    const still = update([change(IMAGE, '1', '2')]);
    expect(mergeEvents(broken, still, WEB)!.severity).toBe('critical');
  });

  it('tells each field from its first old value to its last new one', () => {
    const merged = mergeEvents(
      update([change(IMAGE, '1', '2'), change('spec.paused', null, true)]),
      update([change(IMAGE, '2', '3'), change('spec.minReadySeconds', 0, 5)]),
      WEB,
    );
    expect(merged!.changes).toEqual([
      change(IMAGE, '1', '3'),
      change('spec.minReadySeconds', 0, 5),
      change('spec.paused', null, true),
    ]);
    expect(merged!.detail).toEqual(change(IMAGE, '1', '3'));
  });

  it('drops what came back to what it was', () => {
    const merged = mergeEvents(
      update([change(IMAGE, '1', '2'), change('spec.paused', null, true)]),
      update([change(IMAGE, '2', '1')]),
      WEB,
    );
    expect(merged!.changes).toEqual([change('spec.paused', null, true)]);
  });

  it('is nothing when all came back', () => {
    const there = update([change('data.key', null, '***')]);
    const back = update([change('data.key', '***', null)]);
    expect(mergeEvents(there, back, WEB)).toBeUndefined();
  });

  it('never takes two secrets for the same because they look alike', () => {
    const secret = update([change('data.key', '***', '***')]);
    const long = update([change('spec.text', 'abc…', 'abc…')]);
    expect(mergeEvents(secret, secret, WEB)!.changes).toEqual(secret.changes);
    expect(mergeEvents(long, long, WEB)!.changes).toEqual(long.changes);
  });

  it('never drops an event that has more changes than it shows', () => {
    const there = update([change('spec.a', 1, 2)], { truncated: true });
    const back = update([change('spec.a', 2, 1)]);
    expect(mergeEvents(there, back, WEB)).toMatchObject({
      truncated: true,
      changes: [change('spec.a', 2, 1)],
    });
  });

  it('shows at most 20 changes, the most significant first', () => {
    const fields = (from: number) =>
      Array.from({ length: 15 }, (_, i) => change(`spec.f${from + i}`, 0, 1));
    const merged = mergeEvents(
      update(fields(10)),
      update([...fields(40), change('spec.size', 1, 2)]),
      { ...WEB, scalePath: 'spec.size' },
    );
    expect(merged!.changes).toHaveLength(20);
    expect(merged!.truncated).toBe(true);
    expect(merged!.detail).toEqual(change('spec.size', 1, 2));
  });

  it('keeps the id of the first event, and is as late as the last', () => {
    const first = update([change('spec.a', 1, 2)], { id: 'first' });
    const last = update([change('spec.a', 2, 3)], {
      id: 'last',
      resourceVersion: '9',
      timestamp: '2026-03-05T10:23:09Z',
    });
    expect(mergeEvents(first, last, WEB)).toMatchObject({
      id: 'first',
      resourceVersion: '9',
      timestamp: '2026-03-05T10:23:09Z',
    });
    expect(Object.keys(mergeEvents(first, last, WEB)!)).toEqual(
      Object.keys(first),
    );
  });

  it('names nobody where two people made the change, and the one who did beside a controller', () => {
    const alice = update([change('spec.a', 1, 2)]);
    const bob = update([change('spec.b', 1, 2)], { actor: 'bob' });
    const controller = update(
      [change('status.conditions[type=Available].status', 'True', 'False')],
      { actor: 'kube-controller-manager' },
    );
    expect(mergeEvents(alice, bob, WEB)).toMatchObject({
      actor: 'unknown',
      actorSource: 'unknown',
    });
    expect(mergeEvents(alice, controller, WEB)!.actor).toBe('alice');
    expect(mergeEvents(controller, bob, WEB)!.actor).toBe('bob');
  });

  it('has no name that a later record may take away', () => {
    const probable = { actor: 'bob', actorSource: 'audit-probable' as const };
    const first = update([change('data.a', '***', '***')], probable);
    const last = update([change('data.a', '***', '***')], probable);
    expect(mergeEvents(first, last, WEB)).toMatchObject({
      actor: 'unknown',
      actorSource: 'unknown',
    });
  });

  it('has the ref and the impersonator of its actor, and of nobody else', () => {
    const by = (actor: string, next: number) =>
      update([change('spec.a', 0, next)], {
        actor,
        actorSource: 'audit',
        actorRef: `user:default/${actor}`,
        impersonator: `admin of ${actor}`,
      });
    const several = mergeEvents(by('alice', 1), by('bob', 2), WEB)!;
    expect(several.actor).toBe('unknown');
    expect(several).not.toHaveProperty('actorRef');
    expect(several).not.toHaveProperty('impersonator');

    const status = update([change('status.phase', 'a', 'b')], {
      actor: 'kube-controller-manager',
    });
    expect(mergeEvents(by('alice', 1), status, WEB)).toMatchObject({
      actor: 'alice',
      actorRef: 'user:default/alice',
      impersonator: 'admin of alice',
    });
  });
});
