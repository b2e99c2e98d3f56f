import { ReasonCode, ReasonPart } from './openapi/schema.generated';
import { REASON_WORDS } from './reasonWords';

export type {
  Problem,
  ReasonCode,
  ReasonPart,
  ReasonParts,
} from './openapi/schema.generated';

/** The parameters that the words of a code have. */
export type ReasonParamNames<Words extends string> =
  Words extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | ReasonParamNames<Rest>
    : never;

/** What {@link because} has to be given for a code. */
export type ReasonParams<Code extends ReasonCode> = Record<
  ReasonParamNames<(typeof REASON_WORDS)[Code]>,
  string | number
>;

/** Why something is as it is: in English, and in parts that can be said in any language. */
export interface Reason {
  readonly reason: string;
  /** Absent where it comes from somebody who has no codes for it, such as a platform of a module. */
  readonly reasonParts?: ReasonPart[];
}

/** A {@link Reason} with its code. Nothing in the parameters may be secret. */
export function because<Code extends ReasonCode>(
  code: Code,
  ...[params]: keyof ReasonParams<Code> extends never
    ? []
    : [params: ReasonParams<Code>]
): Required<Reason> {
  const texts = Object.entries<string | number>(params ?? {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  const part: ReasonPart = {
    code,
    ...(texts.length > 0 && { params: Object.fromEntries(texts) }),
  };
  return { reason: wordsOf(part), reasonParts: [part] };
}

/** The codes whose words have no parameters, by their words. */
const CODES = new Map(
  Object.entries(REASON_WORDS).flatMap(([code, words]) =>
    words.includes('{{') ? [] : [[words as string, code as ReasonCode]],
  ),
);

/** A {@link Reason} by its English words, with its code where they are those of one without parameters. */
export function reasonInWords(reason: string): Reason {
  const code = CODES.get(reason);
  return { reason, ...(code && { reasonParts: [{ code }] }) };
}

function wordsOf({ code, params = {} }: ReasonPart): string {
  return REASON_WORDS[code].replace(
    /{{(\w+)}}/g,
    (_all, name: string) => params[name] ?? '',
  );
}

/** What parts say in English; undefined where one has a code of another version. */
export function inEnglish(parts: readonly ReasonPart[]): string | undefined {
  return parts.every(({ code }) => Object.hasOwn(REASON_WORDS, code))
    ? joinSentences(parts.map(wordsOf))
    : undefined;
}

/** Only the reason of something that has one. */
export function reasonOf({ reason, reasonParts }: Reason): Reason {
  return { reason, ...(reasonParts && { reasonParts }) };
}

/** One reason of several, of which each tells more. It has parts if all of them have. */
export function joinReasons(...reasons: readonly Reason[]): Reason {
  const parts = reasons.map(({ reasonParts }) => reasonParts);
  return {
    reason: joinSentences(reasons.map(({ reason }) => reason)),
    ...(parts.every(part => part !== undefined) && {
      reasonParts: parts.flat(),
    }),
  };
}

/** Puts what was said one after another; some sentences leave out their full stop. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce((text, next) => {
    if (/[。！？：]$/.test(text)) return text + next;
    return /[.!?:]$/.test(text) ? `${text} ${next}` : `${text}. ${next}`;
  });
}
