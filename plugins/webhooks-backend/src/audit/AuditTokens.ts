import { createHash, timingSafeEqual } from 'node:crypto';

/** A cluster whose API servers report, and how they prove that they are. */
export interface AuditedCluster {
  /** As in Backstage's Kubernetes backend. */
  readonly name: string;
  /** Any of them will do, so that they can be exchanged one after another. */
  readonly tokens: readonly string[];
}

/** Matches no token. */
const NONE = Buffer.alloc(32);

/** Tells whether a token is one of a cluster's. */
export class AuditTokens {
  readonly #digests: ReadonlyMap<string, readonly Buffer[]>;

  static create(options: { clusters: readonly AuditedCluster[] }) {
    return new AuditTokens(
      new Map(
        options.clusters.map(({ name, tokens }) => [name, tokens.map(digest)]),
      ),
    );
  }

  private constructor(digests: ReadonlyMap<string, readonly Buffer[]>) {
    this.#digests = digests;
  }

  /**
   * False for a wrong token and for an unknown cluster alike, and in the same way: who has no token
   * learns neither a part of one nor which clusters there are.
   */
  accepts(cluster: string, token: string): boolean {
    const given = digest(token);
    const known = this.#digests.get(cluster) ?? [NONE];
    // All are compared, so that the time tells nothing either.
    return known.map(it => timingSafeEqual(it, given)).includes(true);
  }
}

/** Of equal length whatever the token's is, which a comparison in constant time asks for. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
