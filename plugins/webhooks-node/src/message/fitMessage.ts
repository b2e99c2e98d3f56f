import { Message } from '../platform/Platform';
import { truncate } from './text';

/** How much of a message is kept: code points of a value and of any other text, changes. */
interface Size {
  readonly value: number;
  readonly text: number;
  readonly changes: number;
}

/**
 * Sizes to try, one after the other. Values are shortened before changes are dropped, and names
 * last, because the name is what a reader needs most.
 */
const SIZES: readonly Size[] = [
  { value: 100, text: 600, changes: 10 },
  { value: 60, text: 600, changes: 10 },
  { value: 60, text: 600, changes: 5 },
  { value: 60, text: 600, changes: 2 },
  { value: 60, text: 300, changes: 1 },
  { value: 60, text: 300, changes: 0 },
  { value: 60, text: 100, changes: 0 },
  { value: 40, text: 40, changes: 0 },
];

/**
 * Renders a message, and renders smaller versions of it for as long as it does not fit. Sizes
 * are judged after rendering, because escaping makes a text longer.
 */
export function fitMessage<T>(
  message: Message,
  render: (message: Message) => T,
  fits: (rendered: T) => boolean,
): T {
  let rendered = render(message);
  for (const size of SIZES) {
    if (fits(rendered)) break;
    rendered = render(shrink(message, size));
  }
  return rendered;
}

function shrink(message: Message, size: Size): Message {
  const text = (value: string) => truncate(value, size.text);
  const value = (content: string) => truncate(content, size.value);
  const changes = message.changes.slice(0, size.changes);
  return {
    ...message,
    headline: text(message.headline),
    object: text(message.object),
    summary: text(message.summary),
    footer: text(message.footer),
    facts: message.facts.map(fact => ({ ...fact, value: text(fact.value) })),
    changes: changes.map(change => ({
      field: text(change.field),
      old: value(change.old),
      new: value(change.new),
    })),
    moreChanges: message.moreChanges + message.changes.length - changes.length,
  };
}
