import { createProjector } from '@kubevision/backstage-plugin-webhooks-backend/src/changes/projector';
import {
  ResourceType,
  resourceName,
} from '@kubevision/backstage-plugin-webhooks-backend/src/changes/types';
import { ProxyTransport } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/ProxyTransport';
import { Reflector } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/Reflector';
import { DEFAULT_RESOURCES } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/resources';
import { resourcePath } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/resourcePath';
import { WatchStatus } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStatus';
import { WatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStore';
import { silentLogger } from './silentLogger';

/** The resource whose list is at a path, e.g. `/api/v1/pods`. */
export function resourceAt(path: string): ResourceType {
  return DEFAULT_RESOURCES.find(type => resourcePath(type) === path)!;
}

const project = createProjector({ hmacKey: Buffer.alloc(32, 1) });

/** Starts the plugin's own watch of one resource, for as long as the process lives. */
export function startReflector(options: {
  url: string;
  cluster: string;
  type: ResourceType;
  store: WatchStore;
}): void {
  const { url, cluster, type, store } = options;
  const now = () => new Date();
  const reflector = Reflector.create({
    cluster: { name: cluster, authProvider: 'serviceAccount' },
    type,
    transport: ProxyTransport.create({
      target: async () => ({ baseUrl: url, headers: {} }),
    }),
    store,
    project,
    status: WatchStatus.create({
      key: { cluster, resource: resourceName(type) },
      logger: silentLogger,
      now,
    }),
    now,
    random: Math.random,
  });
  // It never rejects, and ends with the process.
  reflector.run(new AbortController().signal);
}
