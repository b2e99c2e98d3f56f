export * from './Cluster';
export { ApiError } from './ApiError';
export type { Status } from './ApiError';
export type { AnswerFault, Faults, FaultSettings } from './faults/Faults';
export type { Incidents } from './faults/Incidents';
export type { KubernetesObject, ObjectInput } from './objects';
export type { RemoveOptions } from './Registry';
export type { Commit, CommitType } from './store/Store';
