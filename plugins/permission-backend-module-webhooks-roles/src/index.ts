/**
 * Maps the roles admin, ops, dev and readonly to decisions on webhooks.
 *
 * @packageDocumentation
 */
export { permissionModuleWebhooksRoles as default } from './module';
export * from './extensionPoint';
export { WebhooksRolesPolicy } from './WebhooksRolesPolicy';
export { ROLES, readRoleGrants } from './roles';
export type { Role, RoleGrant } from './roles';
