import {
  DELIVERED,
  IncomingResponse,
  KnownAnswer,
  Verdict,
  findVerdict,
  judgeStatus,
  parseObject,
  unclearAnswer,
  unknownError,
} from '@kubevision/backstage-plugin-webhooks-node';

/**
 * Judges the platforms that answer HTTP 200 to everything and put a code into the JSON body,
 * where 0 alone means success.
 *
 * @param platform - `codeKey` and `textKey` name the keys of code and error text
 */
export function judgeCode(
  platform: {
    label: string;
    codeKey: string;
    textKey: string;
    answers: readonly KnownAnswer[];
  },
  response: IncomingResponse,
  now: Date,
): Verdict {
  const { label, codeKey, textKey, answers } = platform;
  const body = parseObject(response.body);
  const code = body?.[codeKey];
  const text = body?.[textKey];
  const byStatus = judgeStatus(label, response, now);

  if (code === 0) return byStatus ?? DELIVERED;
  if (typeof code === 'number') {
    const known = findVerdict(
      answers,
      code,
      typeof text === 'string' ? text : '',
    );
    return known ?? byStatus ?? unknownError(label, code);
  }
  return byStatus ?? unclearAnswer(label);
}
