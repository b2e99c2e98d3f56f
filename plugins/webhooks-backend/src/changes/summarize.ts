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

/** Of a key of a Secret or a ConfigMap, which are only counted. */
const KEY_RANK = PARTS.length;
const KEY = /^(data|binaryData)\b/;

/** Paths are few, but for those that hold names which people choose. */
const MAX_KNOWN = 5_000;
const ranks = new Map<string, number>();

/** The place among {@link PARTS} of what a field says, {@link KEY_RANK}, or -1 for nothing. */
function rankOf(path: string): number {
  let rank = ranks.get(path);
  if (rank === undefined) {
    rank = KEY.test(path)
      ? KEY_RANK
      : PARTS.findIndex(([pattern]) => pattern.test(path));
    if (ranks.size >= MAX_KNOWN) ranks.clear();
    ranks.set(path, rank);
  }
  return rank;
}

/**
 * An object in a few words, e.g. `3 replicas, web:1.2`, for its creation and its deletion, where
 * there is nothing to compare with.
 */
export function summarize(kept: Fields, type: ResourceType): string {
  const found: (readonly [rank: number, text: string])[] = [];
  let keys = 0;
  for (const path of Object.keys(kept)) {
    const rank = rankOf(path);
    if (rank === KEY_RANK) keys += 1;
    else if (rank >= 0) found.push([rank, PARTS[rank][1](kept[path], path)]);
  }
  const parts = [
    ...count(kept[ruleOf(type).scalePath ?? ''], scaleNoun(type)),
    ...found.sort(([a], [b]) => a - b).map(([, words]) => words),
    ...count(keys || null, 'key'),
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
