import { Fields } from './Projection';
import { KubernetesObject } from './types';

/** Kept with every object, and never worth an event: its labels, as `app=web,tier=a`. */
export const LABELS_FIELD = 'metadata.labels';
/** Kept with every object, and never worth an event: which entities of the catalog it belongs to. */
export const KUBERNETES_ID_FIELD =
  'metadata.annotations[backstage.io/kubernetes-id]';

/** https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity */
const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** More are cut off, so that no object can fill the memory. */
const MAX_LABELS = 50;

/**
 * The labels as one text: half the memory of an object, which counts with 150,000 of them. Neither
 * keys nor values of labels hold `=` or `,`.
 */
export function labelsField({
  metadata,
}: KubernetesObject): string | undefined {
  const { labels } = metadata;
  if (!labels) return undefined;
  let text = '';
  let count = 0;
  for (const key of Object.keys(labels)) {
    if (count === MAX_LABELS) break;
    text += `${count > 0 ? ',' : ''}${key}=${labels[key]}`;
    count += 1;
  }
  return text || undefined;
}

/** The id that ties an object to entities; a label says it as well as an annotation. */
export function kubernetesIdField({
  metadata,
}: KubernetesObject): string | undefined {
  return (
    metadata.labels?.[KUBERNETES_ID] ?? metadata.annotations?.[KUBERNETES_ID]
  );
}

/** What {@link labelsField} kept. */
export function labelsOf(kept: Fields): Record<string, string> {
  const field = kept[LABELS_FIELD];
  if (typeof field !== 'string') return {};
  const labels: Record<string, string> = {};
  for (const label of field.split(',')) {
    const end = label.indexOf('=');
    labels[label.slice(0, end)] = label.slice(end + 1);
  }
  return labels;
}

/** What {@link kubernetesIdField} kept. */
export function kubernetesIdOf(kept: Fields): string | undefined {
  const field = kept[KUBERNETES_ID_FIELD];
  return typeof field === 'string' ? field : undefined;
}
