/**
 * Tells webhooks what changes in the catalog.
 *
 * @packageDocumentation
 */
export { webhooksModuleCatalog as default } from './module';
