import { NotFoundError } from '@backstage/errors';
import { QuietHours } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { quietPeriodAt } from '../calm/quietHours';

/** What decides by the clock when a webhook is sent to. What is absent stays as it is. */
export interface Calm {
  /** Null for none. */
  readonly mutedUntil?: Date | null;
  /** `hours` is null for none; `now` is when they are looked up. */
  readonly quiet?: { readonly hours: QuietHours | null; readonly now: Date };
}

/** The columns of `delivery_lanes`. */
export function calmColumns({ mutedUntil, quiet }: Calm) {
  const period = quiet?.hours && quietPeriodAt(quiet.hours, quiet.now);
  return {
    ...(mutedUntil !== undefined && {
      muted_until: mutedUntil?.getTime() ?? 0,
    }),
    ...(quiet && {
      quiet_from: period?.from ?? 0,
      quiet_until: period?.until ?? 0,
      quiet_except_critical: quiet.hours?.exceptCritical ?? false,
    }),
  };
}

/** What of `delivery_lanes` people and the clock decide. */
export class CalmStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new CalmStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Sends nothing before a time; null to send again.
   *
   * @throws NotFoundError
   */
  async mute(id: string, until: Date | null): Promise<void> {
    const changed = await this.#knex('delivery_lanes')
      .where({ webhook_id: id })
      .update(calmColumns({ mutedUntil: until }));
    if (!changed) {
      throw new NotFoundError(`No webhook has the id '${id}'`);
    }
  }

  /** Looks up the next quiet hours of webhooks whose last ones are over. */
  async advanceQuietHours(now: Date): Promise<void> {
    const rows: { id: string; quiet_hours: string; quiet_until: string }[] =
      await this.#knex('webhooks')
        .join('delivery_lanes', 'webhook_id', 'webhooks.id')
        .whereNotNull('quiet_hours')
        .where('quiet_until', '<=', now.getTime())
        .select('webhooks.id', 'quiet_hours', 'quiet_until');
    for (const { id, quiet_hours: json, quiet_until: until } of rows) {
      const quiet: QuietHours = JSON.parse(json);
      await this.#knex('delivery_lanes')
        // Unless somebody has set others meanwhile.
        .where({ webhook_id: id, quiet_until: until })
        .update(calmColumns({ quiet: { hours: quiet, now } }));
    }
  }
}
