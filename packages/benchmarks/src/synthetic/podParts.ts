import { TOKENS } from './tokens';

export const CREATED = '2026-03-05T10:23:00Z';
export const BEAT = `2026-03-05T12:${TOKENS.minute}:${TOKENS.second}Z`;
export const image = (container: string) =>
  `registry.example.com/platform/app-${TOKENS.app}-${container}:v1.${TOKENS.release}`;

export const CONTAINERS = ['web', 'sidecar'];
export const ENVIRONMENT = [
  'DATABASE_HOST',
  'DATABASE_PORT',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'FEATURE_FLAGS_URL',
  'CACHE_TTL_SECONDS',
];
