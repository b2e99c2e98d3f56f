import { KubernetesObject } from '../../objects';
import { BROKEN_SUFFIX } from '../controllers/kubelet';
import { LifeContext } from '../LifeContext';
import { nameOf } from '../ownership';

/** Does one thing, as a person or a tool would. False when there was nothing to do. */
export type Action = (context: LifeContext) => boolean;

const MAX_REPLICAS = 6;

/** Names of short-lived Deployments begin like this. */
export const PREVIEW_PREFIX = 'preview-';

/** Who changes images, and who changes numbers, by the names they leave behind. */
const RELEASERS = ['argocd-controller', 'kubectl-set', 'helm', 'kubectl-edit'];
const SCALERS = ['kubectl', 'kubectl', 'kubectl-edit', 'argocd-controller'];

const imageOf = ({ spec }: KubernetesObject): string =>
  spec.template.spec.containers[0].image;

const isBroken = (deployment: KubernetesObject) =>
  imageOf(deployment).endsWith(BROKEN_SUFFIX);

function longLived({ cluster }: LifeContext): KubernetesObject[] {
  return cluster
    .list('deployments')
    .filter(({ metadata }) => !metadata.name.startsWith(PREVIEW_PREFIX));
}

function setImage(
  { cluster }: LifeContext,
  deployment: KubernetesObject,
  options: { image: string; manager: string },
): void {
  const { image, manager } = options;
  const [{ name }] = deployment.spec.template.spec.containers;
  cluster.patch(
    nameOf('deployments', deployment),
    { spec: { template: { spec: { containers: [{ name, image }] } } } },
    { manager },
  );
}

/** The next patch version: `web:1.2.3` becomes `web:1.2.4`. */
export function nextImage(image: string): string {
  return image.replace(/(\d+)$/, patch => String(Number(patch) + 1));
}

/** Releases a new version. */
export const release: Action = context => {
  const healthy = longLived(context).filter(item => !isBroken(item));
  if (healthy.length === 0) return false;
  const deployment = context.random.pick(healthy);
  const image = nextImage(imageOf(deployment));
  const manager = context.random.pick(RELEASERS);
  setImage(context, deployment, { image, manager });
  return true;
};

/** Releases a version that does not start: its Pods crash until someone goes back. */
export const releaseBroken: Action = context => {
  if (longLived(context).some(isBroken)) return false;
  const candidates = longLived(context);
  if (candidates.length === 0) return false;
  const deployment = context.random.pick(candidates);
  const image = nextImage(imageOf(deployment)) + BROKEN_SUFFIX;
  setImage(context, deployment, { image, manager: 'argocd-controller' });
  return true;
};

/** Repairs what {@link releaseBroken} broke. */
export const repair: Action = context => {
  const broken = longLived(context).find(isBroken);
  if (!broken) return false;
  const image = imageOf(broken).slice(0, -BROKEN_SUFFIX.length);
  setImage(context, broken, { image, manager: 'kubectl-rollout' });
  return true;
};

/** Scales by one or two, never below 1 nor above 6; leaves those of an autoscaler alone. */
export const scale: Action = context => {
  const { cluster, random } = context;
  const autoscaled = cluster
    .list('horizontalpodautoscalers')
    .map(
      ({ metadata, spec }) =>
        `${metadata.namespace}/${spec.scaleTargetRef.name}`,
    );
  const candidates = longLived(context).filter(
    ({ metadata }) =>
      !autoscaled.includes(`${metadata.namespace}/${metadata.name}`),
  );
  if (candidates.length === 0) return false;
  const deployment = random.pick(candidates);
  const current: number = deployment.spec.replicas;
  const replicas = random.pick(
    [-2, -1, 1, 2]
      .map(difference => current + difference)
      .filter(count => count >= 1 && count <= MAX_REPLICAS),
  );
  const manager = random.pick(SCALERS);
  const name = nameOf('deployments', deployment);
  if (manager === 'kubectl') cluster.scale(name, replicas);
  else cluster.patch(name, { spec: { replicas } }, { manager });
  return true;
};
