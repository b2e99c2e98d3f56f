import { ClientCertificate } from '@kubevision/backstage-plugin-webhooks-node';
import { createHash } from 'node:crypto';
import { Agent } from 'undici';
import { AllowedReceivers } from './allowedReceivers';
import { ResolveAll } from './checkReceiver';
import { createGuardedConnector } from './guardedConnector';

interface AgentPoolOptions {
  readonly allowedReceivers: AllowedReceivers;
  /** Bounds connecting, TLS included. */
  readonly timeoutMs: number;
  readonly resolve?: ResolveAll;
  /** How many client certificates have connections of their own; 32 when absent. */
  readonly certificates?: number;
}

const DEFAULT_CERTIFICATES = 32;

/**
 * Keeps connections to be used again. Those that were opened with a client certificate are for
 * requests with that certificate only; the certificate that was not used for the longest time
 * gives way when there are too many.
 */
export class AgentPool {
  readonly #options: AgentPoolOptions;
  readonly #plain: Agent;
  /** By the hash of the certificate, the one used last at the end. */
  readonly #withCertificate = new Map<string, Agent>();

  static create(options: AgentPoolOptions) {
    return new AgentPool(options);
  }

  private constructor(options: AgentPoolOptions) {
    this.#options = options;
    this.#plain = this.#createAgent();
  }

  /** How many agents there are. */
  get size(): number {
    return 1 + this.#withCertificate.size;
  }

  /** @param clientCertificate - none when absent */
  for(clientCertificate: ClientCertificate | undefined): Agent {
    if (!clientCertificate) return this.#plain;
    const key = fingerprint(clientCertificate);
    const agent =
      this.#withCertificate.get(key) ?? this.#createAgent(clientCertificate);
    this.#withCertificate.delete(key);
    this.#withCertificate.set(key, agent);
    this.#evict();
    return agent;
  }

  /** Closes all connections, those in use too. */
  async destroy(): Promise<void> {
    const agents = [this.#plain, ...this.#withCertificate.values()];
    await Promise.all(agents.map(agent => agent.destroy()));
  }

  #createAgent(clientCertificate?: ClientCertificate): Agent {
    return new Agent({
      connect: createGuardedConnector({ ...this.#options, clientCertificate }),
      // The sender's deadline covers everything, so undici's own limits may rest.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** What is in flight is let to its end. */
  #evict(): void {
    const { certificates = DEFAULT_CERTIFICATES } = this.#options;
    const [[oldest, agent]] = this.#withCertificate;
    if (this.#withCertificate.size <= certificates) return;
    this.#withCertificate.delete(oldest);
    agent.close().catch(() => {});
  }
}

/** Every part counts, so that nobody uses a connection by knowing the certificate alone. */
function fingerprint(clientCertificate: ClientCertificate): string {
  const { certificate, key, passphrase, ca } = clientCertificate;
  return createHash('sha256')
    .update(JSON.stringify([certificate, key, passphrase, ca]))
    .digest('base64');
}
