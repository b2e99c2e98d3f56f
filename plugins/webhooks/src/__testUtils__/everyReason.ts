import {
  REASON_WORDS,
  ReasonCode,
  ReasonPart,
  inEnglish,
} from '@kubevision/backstage-plugin-webhooks-common';

/** Of the parameters that are said in the reader's language too. */
const SAMPLES: Record<string, string> = { receiver: 'The receiver' };

/** Each code once, with some parameter wherever its words have one. */
export const EVERY_REASON = (Object.keys(REASON_WORDS) as ReasonCode[]).map(
  code => {
    const names = REASON_WORDS[code].matchAll(/{{(\w+)}}/g);
    const part: ReasonPart = {
      code,
      params: Object.fromEntries(
        [...names].map(([, name]) => [name, SAMPLES[name] ?? `${name}-1`]),
      ),
    };
    return { reason: inEnglish([part])!, reasonParts: [part] };
  },
);
