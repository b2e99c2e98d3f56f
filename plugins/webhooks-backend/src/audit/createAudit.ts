import { UserDirectory, UserDirectoryOptions } from '../catalog/UserDirectory';
import { AuditStore } from '../database/AuditStore';
import { AuditIngest, AuditIngestOptions } from './AuditIngest';
import { AuditedCluster, AuditTokens } from './AuditTokens';

/** What takes the records of who did what from the API servers that send them. */
export function createAudit(
  options: UserDirectoryOptions &
    Omit<AuditIngestOptions, 'sink' | 'findUser'> & {
      readonly store: AuditStore;
      readonly clusters: readonly AuditedCluster[];
    },
) {
  const users = UserDirectory.create(options);
  return {
    store: options.store,
    tokens: AuditTokens.create(options),
    ingest: AuditIngest.create({
      ...options,
      sink: options.store,
      findUser: username => users.find(username),
    }),
  };
}
