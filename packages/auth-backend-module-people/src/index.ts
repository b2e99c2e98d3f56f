/**
 * Sign-in as one of the people of the portal to try it.
 *
 * @packageDocumentation
 */
export { authModulePeopleProvider as default } from './module';
