export * from './WebhooksService';
