import { BACKEND, INBOX, Role } from './portal';
import { signIn } from './signIn';

/** What the REST routes need of a webhook; the rest has defaults. */
export interface NewWebhook {
  readonly name: string;
  readonly platform: string;
  /** The receiver's path in the inbox. */
  readonly path: string;
  readonly secret?: string;
  readonly enabled?: boolean;
  readonly filters?: Record<string, string[]>;
}

/** The REST routes as someone with a role calls them. */
export class WebhooksApi {
  static async as(role: Role): Promise<WebhooksApi> {
    return new WebhooksApi(await signIn(role));
  }

  private constructor(private readonly token: string) {}

  /** Makes a webhook that sends to the inbox, and answers its id. */
  async create({ path, ...webhook }: NewWebhook): Promise<string> {
    const { id } = await this.request('POST', '', {
      ...webhook,
      url: INBOX + path,
    });
    return id;
  }

  async list(): Promise<{ id: string; name: string }[]> {
    return (await this.request('GET', '?limit=1000')).items;
  }

  async test(id: string): Promise<{ outcome: string; deliveryId: string }> {
    return this.request('POST', `/${id}/test`);
  }

  async delete(id: string): Promise<void> {
    await this.request('DELETE', `/${id}`);
  }

  async request(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${BACKEND}/api/v1/webhooks${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }
}
