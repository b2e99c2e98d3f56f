import { Knex } from 'knex';

/**
 * Lets the first session that is to send a statement like one of these send nothing instead, as if
 * its process stood still: one session for each pattern.
 *
 * @returns `fallen` resolves when all of them are silent; `end` lets them go on
 */
export function silenceSessions(
  knex: Knex,
  patterns: readonly RegExp[],
): { fallen: Promise<void>; end: () => void } {
  const left = [...patterns];
  const [fallen, fall] = signal();
  const [ended, end] = signal();
  const client = Object.getPrototypeOf(knex.client);
  const send = client._query;
  const silenced = jest
    .spyOn(client, '_query')
    .mockImplementation(async function query(this: unknown, ...args) {
      const [, { sql }] = args as [unknown, { sql: string }];
      const place = left.findIndex(pattern => pattern.test(sql));
      if (place >= 0) {
        left.splice(place, 1);
        if (left.length === 0) fall();
        await ended;
      }
      return send.apply(this, args);
    });
  return {
    fallen,
    end: () => {
      silenced.mockRestore();
      end();
    },
  };
}

function signal(): [signalled: Promise<void>, give: () => void] {
  let give = () => {};
  const signalled = new Promise<void>(resolve => {
    give = resolve;
  });
  return [signalled, give];
}
