import {
  AuthService,
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { UserEntity, stringifyEntityRef } from '@backstage/catalog-model';
import { ForwardedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Names the Kubernetes username of a User entity, exactly as the API server knows it. */
export const USERNAME_ANNOTATION = 'kubevision.io/kubernetes-username';

const CACHE_TTL = { minutes: 5 };
/** Nobody waits longer for the catalog, and after a failure it is left alone for a while. */
const TIMEOUT_MS = 2_000;
const AWAY_MS = 30_000;

/** A user of the portal. */
export type KnownUser = {
  /** The entity's name, e.g. `alice`. */
  readonly name: string;
  /** E.g. `user:default/alice`. */
  readonly ref: string;
};

/** Options of {@link UserDirectory}. */
export interface UserDirectoryOptions {
  readonly auth: AuthService;
  readonly cache: CacheService;
  readonly catalog: Pick<CatalogService, 'getEntities'>;
  readonly logger: LoggerService;
  /** What the API server puts before the names of its OIDC provider, e.g. `oidc:`. */
  readonly usernamePrefix?: string;
  readonly now: () => Date;
}

/** Knows which user of the catalog a Kubernetes username belongs to. */
export class UserDirectory {
  readonly #options: UserDirectoryOptions;
  #awayUntil = 0;

  static create(options: UserDirectoryOptions) {
    return new UserDirectory(options);
  }

  private constructor(options: UserDirectoryOptions) {
    this.#options = options;
  }

  /**
   * The user that is annotated with the username, or else the only one with it as an email. Nobody
   * when two would fit, and for the API server's own users and service accounts. Never rejects:
   * while the catalog is away, nobody is known.
   */
  async find(username: string): Promise<KnownUser | undefined> {
    const { cache } = this.#options;
    if (username.startsWith('system:') || this.#isAway()) return undefined;
    const key = `kubernetes-user:${username}`;
    try {
      const cached = await cache.get<{ user: KnownUser | null }>(key);
      if (cached) return cached.user ?? undefined;
      const user = await withTimeout(this.#lookUp(username));
      await cache.set(key, { user: user ?? null }, { ttl: CACHE_TTL });
      return user;
    } catch (error) {
      this.#leaveAlone(error);
      return undefined;
    }
  }

  #isAway(): boolean {
    return this.#options.now().getTime() < this.#awayUntil;
  }

  #leaveAlone(error: unknown): void {
    // Of several lookups at once, one says it.
    if (this.#isAway()) return;
    this.#awayUntil = this.#options.now().getTime() + AWAY_MS;
    this.#options.logger.warn(
      'Kubernetes usernames cannot be looked up in the catalog now; events name them as they are',
      new ForwardedError('The catalog did not answer', error),
    );
  }

  async #lookUp(username: string): Promise<KnownUser | undefined> {
    const { auth, catalog, usernamePrefix = '' } = this.#options;
    // With a prefix configured, a name without it is none of the OIDC provider's emails.
    const email = username.startsWith(usernamePrefix)
      ? username.slice(usernamePrefix.length).toLowerCase()
      : undefined;
    const { items } = await catalog.getEntities(
      {
        filter: [
          {
            kind: 'User',
            [`metadata.annotations.${USERNAME_ANNOTATION}`]: username,
          },
          ...(email ? [{ kind: 'User', 'spec.profile.email': email }] : []),
        ],
        fields: ['kind', 'metadata', 'spec.profile.email'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const users = items as UserEntity[];
    // The catalog's filters ignore case, which usernames do not.
    const annotated = users.filter(
      user => user.metadata.annotations?.[USERNAME_ANNOTATION] === username,
    );
    if (annotated.length > 0) return onlyOne(annotated);
    return onlyOne(
      users.filter(
        user =>
          email !== undefined &&
          user.spec?.profile?.email?.toLowerCase() === email,
      ),
    );
  }
}

function onlyOne(users: readonly UserEntity[]): KnownUser | undefined {
  const [user, ...others] = users;
  if (!user || others.length > 0) return undefined;
  return { name: user.metadata.name, ref: stringifyEntityRef(user) };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const expired = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)),
      TIMEOUT_MS,
    );
    timeout.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    timeout.abort();
  }
}
