import { randomBytes } from 'node:crypto';
import { Knex } from 'knex';
import { SecretBox } from '../webhooks/SecretBox';

const NAME = 'change-mark';
const KEY_BYTES = 32;

/**
 * The key by which changes of values are told that are not kept, such as those of Secrets. It is
 * made up at the first start and is the same ever after, on every replica, even when the keys of
 * app-config rotate; otherwise every Secret would look changed.
 *
 * @throws Error when it was sealed by a key that is no longer in app-config
 */
export async function readInstallationKey(options: {
  knex: Knex;
  box: SecretBox;
}): Promise<Buffer> {
  const { knex, box } = options;
  // Of several replicas that start for the first time together, one wins.
  await knex('installation')
    .insert({
      name: NAME,
      sealed_value: box.seal(randomBytes(KEY_BYTES).toString('base64'), NAME),
    })
    .onConflict('name')
    .ignore();
  const { sealed_value } = await knex('installation')
    .where({ name: NAME })
    .first();
  const key = box.open(sealed_value, NAME);
  if (!box.isCurrent(sealed_value)) {
    // So that an old key of app-config can be taken out after a rotation.
    await knex('installation')
      .where({ name: NAME })
      .update({ sealed_value: box.seal(key, NAME) });
  }
  return Buffer.from(key, 'base64');
}
