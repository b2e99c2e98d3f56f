import { apiErrors } from '../ApiError';
import { KubernetesObject } from '../objects';

/** Whether an object is among those that a request asked for. */
export type Selector = (object: KubernetesObject) => boolean;

type Requirement = (labels: Readonly<Record<string, string>>) => boolean;

const KEY = '([A-Za-z0-9][A-Za-z0-9._/-]*)';

/** The forms of one requirement. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
const FORMS: [RegExp, (key: string, value: string) => Requirement][] = [
  [
    new RegExp(`^${KEY}\\s+in\\s*\\((.*)\\)$`),
    (key, value) => labels =>
      key in labels && splitValues(value).includes(labels[key]),
  ],
  [
    new RegExp(`^${KEY}\\s+notin\\s*\\((.*)\\)$`),
    (key, value) => labels =>
      !(key in labels) || !splitValues(value).includes(labels[key]),
  ],
  [
    new RegExp(`^${KEY}\\s*!=\\s*([A-Za-z0-9._-]*)$`),
    (key, value) => labels => labels[key] !== value,
  ],
  [
    new RegExp(`^${KEY}\\s*==?\\s*([A-Za-z0-9._-]*)$`),
    (key, value) => labels => labels[key] === value,
  ],
  [new RegExp(`^!\\s*${KEY}$`), key => labels => !(key in labels)],
  [new RegExp(`^${KEY}$`), key => labels => key in labels],
];

function splitValues(text: string): string[] {
  return text.split(',').map(value => value.trim());
}

function parseRequirement(text: string): Requirement {
  for (const [form, toRequirement] of FORMS) {
    const match = form.exec(text);
    if (match) return toRequirement(match[1], match[2]);
  }
  throw apiErrors.badRequest(`unable to parse requirement: "${text}"`);
}

/**
 * Parses `labelSelector`: `app=web,tier!=db,env in (a,b),!canary`. All requirements must hold.
 *
 * @throws ApiError 400 when it cannot be parsed
 */
export function parseLabelSelector(text: string): Selector {
  // Commas separate requirements, except those between the parentheses of a set.
  const requirements = text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(parseRequirement);
  return object =>
    requirements.every(matches => matches(object.metadata.labels ?? {}));
}

/** What can be selected by field. Some kinds of a real server have more. */
const FIELDS: Record<string, (object: KubernetesObject) => string> = {
  'metadata.name': object => object.metadata.name,
  'metadata.namespace': object => object.metadata.namespace ?? '',
  'spec.nodeName': object => object.spec?.nodeName ?? '',
  'status.phase': object => object.status?.phase ?? '',
  'involvedObject.name': object => object.involvedObject?.name ?? '',
  'involvedObject.namespace': object => object.involvedObject?.namespace ?? '',
  'involvedObject.kind': object => object.involvedObject?.kind ?? '',
  'involvedObject.uid': object => object.involvedObject?.uid ?? '',
};

/**
 * Parses `fieldSelector`: `metadata.name=web,metadata.namespace!=kube-system`.
 *
 * @throws ApiError 400 when it cannot be parsed or names another field
 */
export function parseFieldSelector(text: string): Selector {
  const requirements = text
    .split(',')
    .filter(Boolean)
    .map((part): Selector => {
      const [, field, operator, value] =
        /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      const read = FIELDS[field];
      if (!read) {
        throw apiErrors.badRequest(`field label not supported: ${part}`);
      }
      return object => (read(object) === value) === (operator !== '!=');
    });
  return object => requirements.every(matches => matches(object));
}

/** All of the conditions of a list or a watch together. */
export function toSelector(options: {
  namespace?: string;
  name?: string;
  labelSelector?: string | null;
  fieldSelector?: string | null;
}): Selector {
  const { namespace, name } = options;
  const byLabel = parseLabelSelector(options.labelSelector ?? '');
  const byField = parseFieldSelector(options.fieldSelector ?? '');
  return object =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}
