export { Cluster, startCluster } from './Cluster';
export type { AuditLevel, AuditOptions } from './audit/AuditOptions';
export type { RequestUser } from './audit/toAuditEvent';
export type {
  ClusterOptions,
  ObjectName,
  WriterOptions,
} from './ClusterOptions';
export { ApiError } from './ApiError';
export type { Status } from './ApiError';
export type { AnswerFault, Faults, FaultSettings } from './faults/Faults';
export type { Incidents } from './faults/Incidents';
export type { KubernetesObject, ObjectInput } from './objects';
export type { RemoveOptions } from './Registry';
export type { Commit, CommitType } from './store/Store';
export { Life, startLife } from './life/Life';
export type { LifeOptions } from './life/Life';
export { createRandom } from './life/random';
export type { Random } from './life/random';
export { seedWorld } from './worlds/seedWorld';
