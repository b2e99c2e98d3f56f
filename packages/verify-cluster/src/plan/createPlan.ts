import { ObjectRef, Phase, Write } from './Plan';
import { PlannedObject, plannedObjects } from './objects';

/**
 * What is done in the cluster: everything that a webhook can be told of, while the portal watches,
 * while it is stopped, and after it was killed.
 *
 * @param options - `rounds`: how often everything is changed in a phase
 */
export function createPlan({ rounds }: { rounds: number }): Phase[] {
  const objects = plannedObjects();
  const all = Object.values(objects);
  let round = 0;
  const changeAll = (times: number, of: readonly PlannedObject[] = all) =>
    Array.from({ length: times }, () => {
      round += 1;
      return of.flatMap(({ object, steps }) =>
        steps.map(step => step(object, round)),
      );
    }).flat();

  const { configMap, deployment, job, secret } = objects;
  const brief = named(configMap.object, 'brief');
  const late = named(configMap.object, 'late');
  return [
    {
      title: 'made and changed',
      portal: 'watches',
      writes: [...all.map(create), ...changeAll(rounds)],
    },
    {
      title: 'changed, deleted and made while the portal was stopped',
      portal: 'is stopped',
      writes: [
        ...changeAll(2),
        remove(secret.object),
        create({ object: late }),
        create({ object: brief }),
        remove(brief),
      ],
    },
    {
      title: 'changed again',
      portal: 'watches',
      writes: changeAll(
        rounds,
        all.filter(it => it !== secret),
      ),
    },
    {
      title: 'deleted and made again under the same name after a kill',
      portal: 'is killed',
      writes: [
        remove(deployment.object),
        create(deployment),
        remove(job.object),
        create(secret),
      ],
    },
    {
      title: 'deleted',
      portal: 'watches',
      writes: [
        ...all.filter(it => it !== job).map(it => remove(it.object)),
        remove(late),
      ],
    },
  ];
}

function create({ object }: { object: ObjectRef }): Write {
  return { verb: 'create', object };
}

function remove(object: ObjectRef): Write {
  return { verb: 'delete', object };
}

function named(object: ObjectRef, name: string): ObjectRef {
  return { ...object, metadata: { name } };
}
