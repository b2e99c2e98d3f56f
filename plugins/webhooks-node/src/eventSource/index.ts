export * from './EventSource';
