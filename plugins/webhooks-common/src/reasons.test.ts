import { REASON_WORDS } from './reasonWords';
import { REFUSAL_WORDS } from './refusalWords';
import { ReasonCode, because, joinReasons, reasonInWords } from './reasons';

it('says in English what its parts say', () => {
  expect(because('too-many', { receiver: 'Slack', status: 429 })).toEqual({
    reason:
      'Slack gets too many messages; it is sent again later. If this is frequent, narrow the filters (HTTP 429)',
    reasonParts: [
      { code: 'too-many', params: { receiver: 'Slack', status: '429' } },
    ],
  });
  expect(because('no-http').reasonParts).toEqual([{ code: 'no-http' }]);
});

it('takes parameters as they are', () => {
  const message = '$& {{subject}} $1';
  expect(
    because('request-invalid', { subject: 'pods', message }).reason,
  ).toMatch(/pods \(422\): \$& \{\{subject\}\} \$1$/);
});

it('goes on after a reason', () => {
  expect(
    joinReasons(
      because('busy', { receiver: 'WeCom' }),
      because('sent-as-plain-text'),
    ),
  ).toEqual({
    reason:
      'WeCom is busy; the message is sent again. It is sent once more as plain text.',
    reasonParts: [
      { code: 'busy', params: { receiver: 'WeCom' } },
      { code: 'sent-as-plain-text' },
    ],
  });
});

it('knows no parts of a whole that one of its reasons has none for', () => {
  expect(
    joinReasons({ reason: 'Words of a module.' }, because('pause-asked')),
  ).toEqual({
    reason:
      'Words of a module. The receiver asked for a pause before this was sent.',
  });
});

it('leaves a space only where the language does', () => {
  const chinese = [{ reason: '接收方繁忙。' }, { reason: '将以纯文本重发。' }];
  expect(joinReasons(...chinese).reason).toBe('接收方繁忙。将以纯文本重发。');
});

it('finds the code of words that have no parameters', () => {
  expect(reasonInWords('is required')).toEqual(because('required'));
  expect(reasonInWords('is of the moon')).toEqual({ reason: 'is of the moon' });
});

it.each(
  (Object.keys(REASON_WORDS) as ReasonCode[]).filter(
    code => !Object.hasOwn(REFUSAL_WORDS, code),
  ),
)('the words of %s are whole sentences', code => {
  expect(REASON_WORDS[code]).toMatch(/^(\p{Lu}|\{\{receiver\}\} )[^]{15,}/u);
});

it.each(Object.values(REFUSAL_WORDS))('"%s" goes on after a name', words => {
  expect(words).toMatch(
    // What zod says begins with what it is about.
    /^(\p{Ll}|\{\{\w+\}\} |(String|Array|Number) must )[^]+[^.]$/u,
  );
});
