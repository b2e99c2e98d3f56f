import { ResourceType } from '@kubevision/backstage-plugin-webhooks-backend/src/changes/types';
import { WatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStore';
/** The resource whose list is at a path, e.g. `/api/v1/pods`. */
export declare function resourceAt(path: string): ResourceType;
/** Starts the plugin's own watch of one resource, for as long as the process lives. */
export declare function startReflector(options: {
  url: string;
  cluster: string;
  type: ResourceType;
  store: WatchStore;
}): void;
