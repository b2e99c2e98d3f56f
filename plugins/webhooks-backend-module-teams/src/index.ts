/**
 * Delivers webhooks to Microsoft Teams.
 *
 * @packageDocumentation
 */
export { webhooksModuleTeams as default } from './module';
