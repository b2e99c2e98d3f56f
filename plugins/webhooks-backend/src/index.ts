/**
 * Watches Kubernetes clusters and delivers their changes as webhooks.
 *
 * @packageDocumentation
 */
export { webhooksFeatureLoader as default } from './featureLoader';
export { webhooksKubernetesModuleProxyGuard } from './kubernetes/proxyGuard';
export { webhooksResealFeatureLoader } from './resealFeatureLoader';
