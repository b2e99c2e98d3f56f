import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './navigation/navigationModule';
import { signInModule } from './signIn/signInModule';

/** The portal. Its plugins are discovered: they are the packages that this one depends on. */
export const app = createApp({
  features: [navigationModule, signInModule],
}).createRoot();
