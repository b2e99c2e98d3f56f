import { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What a receiver makes of a message, whatever it answers. */
export type Fate =
  /** It took the message, and said so. */
  | 'accepted'
  /** It took the message, but its answer never arrives whole. */
  | 'answer lost'
  /** It did not take the message. */
  | 'refused';

/** One way to answer a request. */
export interface Answer {
  readonly fate: Fate;
  /** Whether the body is left unread. */
  readonly unread?: boolean;
  /** Whether it does not end before the sender gives up. */
  readonly endless?: boolean;
  readonly give: (req: IncomingMessage, res: ServerResponse) => void;
}

/** Between two bytes; there are far more of them than any sender waits for. */
const DRIP_MS = 100;
/** Many times what is kept of an answer. */
const HUGE_BYTES = 4 * 1024 * 1024;
const LATE_MS = 300;
const BOMB = gzipSync(Buffer.alloc(32 * 1024 * 1024));

const refuse =
  (status: number, headers: Record<string, string> = {}): Answer['give'] =>
  (_, res) =>
    res.writeHead(status, headers).end('no');

/** The answers of a receiver, by how people would call them. */
export const ANSWERS = {
  accepts: {
    fate: 'accepted',
    give: (_, res) => res.end('ok'),
  },
  'accepts late': {
    fate: 'accepted',
    give: (_, res) => setTimeout(() => res.end('ok'), LATE_MS),
  },
  'accepts with a huge body': {
    fate: 'accepted',
    give: (_, res) => res.end(Buffer.alloc(HUGE_BYTES, 'x')),
  },
  'accepts with a bomb': {
    fate: 'accepted',
    give: (_, res) => res.setHeader('content-encoding', 'gzip').end(BOMB),
  },
  'hangs after it took the message': {
    fate: 'answer lost',
    endless: true,
    give: () => {},
  },
  'drips its answer': {
    fate: 'answer lost',
    endless: true,
    give: (_, res) => {
      res.writeHead(200, { 'content-length': 10_000 });
      const drip = setInterval(() => res.write('.'), DRIP_MS);
      res.once('close', () => clearInterval(drip));
    },
  },
  'resets after it took the message': {
    fate: 'answer lost',
    give: ({ socket }) => socket.resetAndDestroy(),
  },
  'breaks off in the middle of its answer': {
    fate: 'answer lost',
    give: ({ socket }, res) => {
      res.writeHead(200, { 'content-length': 100 });
      res.write('half an answer', () => socket.destroy());
    },
  },
  'answers what is no HTTP': {
    fate: 'answer lost',
    give: ({ socket }) => socket.end('What did you say?\r\n\r\n'),
  },
  'hangs without taking the message': {
    fate: 'refused',
    endless: true,
    unread: true,
    give: () => {},
  },
  'resets without taking the message': {
    fate: 'refused',
    unread: true,
    give: ({ socket }) => socket.resetAndDestroy(),
  },
  'has a problem (500)': { fate: 'refused', give: refuse(500) },
  'is overloaded (503)': {
    fate: 'refused',
    give: refuse(503, { 'retry-after': '1' }),
  },
  'gets too many (429)': {
    fate: 'refused',
    give: refuse(429, { 'retry-after': '1' }),
  },
  'does not understand (400)': { fate: 'refused', give: refuse(400) },
  redirects: {
    fate: 'refused',
    give: refuse(307, { location: '/elsewhere' }),
  },
} satisfies Record<string, Answer>;

export type AnswerName = keyof typeof ANSWERS;
