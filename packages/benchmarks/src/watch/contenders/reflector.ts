import { forgetfulStore } from '../forgetfulStore';
import { resourceAt, startReflector } from '../startReflector';
import { serveContender } from './serveContender';

/** A program: our own watch, projection and diff, with a store that keeps nothing. */

serveContender({
  async open(url, reached) {
    startReflector({
      url,
      cluster: 'synthetic',
      type: resourceAt('/api/v1/pods'),
      store: forgetfulStore(({ resourceVersion }) => {
        if (resourceVersion) reached(resourceVersion);
      }),
    });
  },
});
