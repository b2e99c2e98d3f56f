import { WebhooksSectionReaders } from '@kubevision/backstage-plugin-webhooks-node';
import { WebhooksEnvironment } from './WebhooksEnvironment';

type Read = Pick<
  WebhooksEnvironment,
  'config' | 'logger' | 'platforms' | 'sources'
>;

/**
 * Tells of what is configured for platforms and event sources that no module brings. It may be misspelt, or
 * the module is not installed in this backend; since the latter may be meant, the portal starts all the same.
 */
export function warnOfUnread({ config, logger, platforms, sources }: Read) {
  const known = {
    platforms: platforms.all().map(({ id }) => id),
    sources: sources.ids(),
  };
  for (const [section, ids] of Object.entries(known)) {
    const configured =
      config.getOptionalConfig(`webhooks.${section}`)?.keys() ?? [];
    for (const id of configured.filter(it => !ids.includes(it))) {
      logger.warn(
        `Nothing reads webhooks.${section}.${id} of app-config, because no module adds what it is called after; there are: ${
          ids.join(', ') || 'none'
        }`,
      );
    }
  }
}

/**
 * Tells of roles that nothing in this backend gives to anybody. To be called once all plugins are initialised.
 *
 * @param readers - who reads what, as far as this process knows
 */
export function warnOfUnreadRoles(
  { config, logger }: Pick<Read, 'config' | 'logger'>,
  readers: WebhooksSectionReaders,
) {
  if (!config.has('webhooks.roles') || readers.has('roles')) return;
  logger.warn(
    'Nothing in this backend reads webhooks.roles of app-config, so it decides nothing; add @kubevision/backstage-plugin-permission-backend-module-webhooks-roles to the backend that has the permission plugin, or take the key away',
  );
}
