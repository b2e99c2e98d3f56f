import { translationApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { WebhooksSignal } from '@kubevision/backstage-plugin-webhooks-common';
import { act } from '@testing-library/react';
import { ReactElement, Suspense } from 'react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksApiRef } from '../api/WebhooksApi';
import { loadPages } from '../components/lazyPages';
import { WebhooksRouter } from '../components/WebhooksRouter';
import { rootRouteRef } from '../routes';
import { FakeBackend } from './FakeBackend';
import { chineseTranslationApi } from './chinese';

const READ_ONLY = [
  'webhooks.view',
  'webhooks.webhook.read',
  'webhooks.delivery.read',
];

/** Who looks at a page: someone of ops, someone who may only read, or someone with no role. */
export type Role = 'ops' | 'reader' | 'nobody';

const MAY: Record<Role, (permission: string) => boolean> = {
  ops: () => true,
  reader: permission => READ_ONLY.includes(permission),
  nobody: () => false,
};

// Compiled before anything waits for them, which can take long on a busy machine.
beforeAll(loadPages);

/**
 * Renders the plugin's pages at an address, with the real client over a fake backend.
 *
 * @param options - `element`: what is rendered instead, of what is shown on the pages of others;
 *   `chinese`: in Chinese
 */
export function renderPage(
  path: string,
  options: {
    backend: FakeBackend;
    role?: Role;
    element?: ReactElement;
    chinese?: boolean;
  },
) {
  const { backend, role = 'ops', element = <WebhooksRouter /> } = options;
  const listeners = new Set<(message: any) => void>();
  const signals: SignalApi = {
    subscribe: (_channel, listener) => {
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  let address = path;
  const Address = () => {
    const { pathname, search } = useLocation();
    address = pathname + search;
    return null;
  };
  const { unmount } = renderInTestApp(
    // The answers about permissions are cached by page, not by test.
    <SWRConfig value={{ provider: () => new Map() }}>
      {/* As around every page of a portal; its header is loaded lazily. */}
      <Suspense fallback={null}>
        {element}
        <Address />
      </Suspense>
    </SWRConfig>,
    {
      mountPath: '/webhooks',
      mountedRoutes: { '/webhooks': rootRouteRef },
      initialRouteEntries: [path],
      apis: [
        [webhooksApiRef, WebhooksClient.create({ fetchApi: backend.fetchApi })],
        [signalApiRef, signals],
        ...(options.chinese
          ? [[translationApiRef, chineseTranslationApi()] as const]
          : []),
        [
          permissionApiRef,
          mockApis.permission({
            authorize: ({ permission }) =>
              MAY[role](permission.name)
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
  return {
    /** Where the browser is. */
    address: () => address,
    unmount,
    /** Does what the backend's broadcast does. */
    signal: (message: WebhooksSignal) =>
      act(() => listeners.forEach(listener => listener(message))),
  };
}
