import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { capBytes } from './capBytes';
import { reveal } from './diff';
import { Fields } from './Projection';
import { ruleOf } from './rules';
import { ResourceType } from './types';

const MAX_SUMMARY_BYTES = 256;

type Part = (value: FieldValue, path: string) => string;

const text: Part = value => String(reveal(value));
const labelled =
  (label: string): Part =>
  value =>
    `${label} ${text(value, '')}`;

/** What to say of an object in a few words, in this order: which fields, and how. */
const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/^type$|^spec\.type$/, text],
  [
    /^spec(\.jobTemplate\.spec)?(\.template\.spec)?\.containers\[[^\]]*\]\.image$/,
    value => imageName(text(value, '')),
  ],
  [/^spec\.schedule$/, labelled('schedule')],
  [/^spec\.minReplicas$/, labelled('min')],
  [/^spec\.maxReplicas$/, labelled('max')],
  [/^spec\.resources\.requests\.storage$/, text],
  [
    /^spec\.rules\[host=[^\]]+\]/,
    (_value, path) => /\[host=([^\]]+)\]/.exec(path)![1],
  ],
  [/^status\.nodeInfo\.kubeletVersion$/, labelled('kubelet')],
];

/**
 * An object in a few words, e.g. `3 replicas, web:1.2`, for its creation and its deletion, where
 * there is nothing to compare with.
 */
export function summarize(kept: Fields, type: ResourceType): string {
  const fields = Object.entries(kept);
  const parts = [
    ...count(kept[ruleOf(type).scalePath ?? ''], scaleNoun(type)),
    ...PARTS.flatMap(([pattern, part]) =>
      fields
        .filter(([path]) => pattern.test(path))
        .map(([path, value]) => part(value, path)),
    ),
    ...count(
      fields.filter(([path]) => /^(data|binaryData)\b/.test(path)).length ||
        null,
      'key',
    ),
  ];
  return capBytes(
    [...new Set(parts)].join(', ') || type.kind,
    MAX_SUMMARY_BYTES,
  );
}

function scaleNoun(type: ResourceType): string {
  return ruleOf(type).scalePath === 'spec.parallelism' ? 'pod' : 'replica';
}

function count(value: FieldValue | undefined, noun: string): string[] {
  if (typeof value !== 'number') return [];
  return [`${value} ${noun}${value === 1 ? '' : 's'}`];
}

/** `registry.example.com/team/web:1.2` is `web:1.2`. */
function imageName(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1);
}
