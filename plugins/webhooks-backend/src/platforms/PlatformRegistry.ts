import { ConflictError } from '@backstage/errors';
import {
  PlatformInfo,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Platform,
  checkHosts,
} from '@kubevision/backstage-plugin-webhooks-node';
import { wrong } from '../refusal';

/** The platforms that exist: those of the plugin and those that modules add. */
export class PlatformRegistry {
  readonly #platforms = new Map<string, Platform>();

  static create(options: { platforms: readonly Platform[] }) {
    const registry = new PlatformRegistry();
    registry.add(...options.platforms);
    return registry;
  }

  private constructor() {}

  /**
   * @throws ConflictError when a platform of the same id exists
   * @throws InputError for a host that would let in others than the platform's own
   */
  add(...platforms: readonly Platform[]): void {
    for (const platform of platforms) {
      if (this.#platforms.has(platform.id)) {
        throw new ConflictError(
          `A webhook platform with the id '${platform.id}' exists already; give yours another id`,
        );
      }
      checkHosts(platform);
      this.#platforms.set(platform.id, platform);
    }
  }

  find(id: string): Platform | undefined {
    return this.#platforms.get(id);
  }

  /** @throws InputError that names the platforms there are */
  get(id: string): Platform {
    const platform = this.find(id);
    if (!platform) {
      const options = [...this.#platforms.keys()].join(', ');
      throw wrong('platform', because('must-be-one-of', { options }));
    }
    return platform;
  }

  all(): Platform[] {
    return [...this.#platforms.values()];
  }

  /** What the form needs to know. */
  describe(): PlatformInfo[] {
    return this.all().map(
      ({ id, label, fields, hosts, requestSettings, generatesSecret }) => ({
        id,
        label,
        fields: [...fields],
        ...(hosts && { hosts: [...hosts] }),
        ...(requestSettings && { requestSettings: [...requestSettings] }),
        ...(generatesSecret && { generatesSecret }),
      }),
    );
  }
}
