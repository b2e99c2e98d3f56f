import { KubeConfig, makeInformer } from '@kubernetes/client-node';
import { serveContender } from './serveContender';

/** A program: the informer of `@kubernetes/client-node`, as its documentation shows it. */

serveContender({
  async open(url, reached) {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'synthetic', server: url, skipTLSVerify: true }],
      users: [{ name: 'nobody' }],
      contexts: [{ name: 'synthetic', cluster: 'synthetic', user: 'nobody' }],
      currentContext: 'synthetic',
    });
    const informer = makeInformer(config, '/api/v1/pods', async () =>
      (await fetch(`${url}/api/v1/pods`)).json(),
    );
    informer.on('change', pod => reached(pod.metadata!.resourceVersion!));
    informer.on('error', error => {
      throw error;
    });
    await informer.start();
  },
});
