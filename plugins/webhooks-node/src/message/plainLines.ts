import { Message } from '../platform/Platform';
import { changeInWords, moreChangesInWords } from './toMessage';

/**
 * A message in a few lines of text, for when its card was refused: what a person needs, and
 * nothing that a platform could stumble over.
 *
 * @param escape - for the platform's plain text, which still pings and links
 */
export function plainLines(
  message: Message,
  escape: (text: string) => string,
): string {
  const { emoji, headline, summary, changes } = message;
  const further = changes
    .map(changeInWords)
    .filter(change => !summary.includes(change));
  const more = moreChangesInWords(message);
  // The headline has the keyword `K8s` in it, for which a robot may be set.
  return [`${emoji} ${headline}`, summary, ...further, ...(more ? [more] : [])]
    .map(escape)
    .join('\n');
}
