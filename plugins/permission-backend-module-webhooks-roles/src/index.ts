/**
 * Maps the roles admin, ops, dev and readonly to decisions on webhooks.
 *
 * @packageDocumentation
 */
export { permissionModuleWebhooksRoles as default } from './module';
