import { parseEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import {
  EVENT_TYPES,
  SEVERITIES,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import { z } from 'zod';
import { parseEntry } from '../changes/entries';
import { compileLabelSelector } from '../webhooks/labelSelector';

/** Names in Kubernetes are shorter; the limits only keep mistakes out. */
const MAX_ENTRY_LENGTH = 253;
const MAX_ENTRIES = 200;
/** A selector may hold several labels. */
const MAX_SELECTOR_LENGTH = 1000;

const ALL = '*';
const NAME = /^[^\s/!,]+$/;
const RESOURCE = /^[A-Za-z0-9*]+(\.[a-z0-9*]([-a-z0-9.*]*[a-z0-9*])?)?$/;

const entry = z.string().trim().min(1).max(MAX_ENTRY_LENGTH);

/** A list of entries, each of which may exclude what it names. */
function entries(isPattern: RegExp, message: string) {
  return z
    .array(
      entry.refine(text => isPattern.test(parseEntry(text).pattern), message),
    )
    .max(MAX_ENTRIES);
}

/**
 * A list of entries that something else understands.
 *
 * @param understand - throws an error that tells people what is wrong
 */
function understood(
  understand: (text: string) => unknown,
  text: z.ZodString = entry,
) {
  const checked = text.superRefine((value, context) => {
    if (value === ALL) return;
    try {
      understand(value);
    } catch (error) {
      const message = isError(error) ? error.message : 'is not understood';
      context.addIssue({ code: 'custom', message });
    }
  });
  return z.array(checked).max(MAX_ENTRIES);
}

/** Globs and exclusions are for names, not for refs. */
const REF_PART = /^[\w.-]+$/;

function parseRef(problem: string) {
  return (ref: string) => {
    try {
      const { kind, namespace, name } = parseEntityRef(ref, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      });
      if (![kind, namespace, name].every(part => REF_PART.test(part))) {
        throw new Error('no entity has such a name');
      }
      return undefined;
    } catch {
      throw new Error(problem);
    }
  };
}

/** The `filters` of `POST /` and `PUT /:id`. */
export const filterSchema = z
  .object({
    events: z.array(z.enum([...EVENT_TYPES, ALL])),
    clusters: entries(/^[^!]/, REASON_WORDS['no-cluster']),
    resources: entries(RESOURCE, REASON_WORDS['no-kind']),
    namespaces: entries(NAME, REASON_WORDS['no-namespace']),
    names: entries(NAME, REASON_WORDS['no-name']),
    labels: understood(
      compileLabelSelector,
      z.string().trim().min(1).max(MAX_SELECTOR_LENGTH),
    ),
    severities: z.array(z.enum([...SEVERITIES, ALL])),
    owners: understood(parseRef(REASON_WORDS['no-owner'])),
    systems: understood(parseRef(REASON_WORDS['no-system'])),
  })
  .partial()
  .strict();
