import { Kind } from './kinds';
import { randomOf } from './randomOf';
import { Template } from './Template';
import { ObjectState, TOKENS } from './tokens';

/** What happens to objects, and how often: out of a hundred writes. */
const MIX = [
  { share: 70, change: 'heartbeat' },
  { share: 20, change: 'health' },
  { share: 6, change: 'rollout' },
  { share: 2, change: 'delete' },
  { share: 2, change: 'create' },
] as const;

type ChangeName = (typeof MIX)[number]['change'];
type EventName = 'ADDED' | 'MODIFIED' | 'DELETED';

const HEALTH: readonly ObjectState['health'][] = [
  'ready',
  'unready',
  'crashing',
];
/** One pod in so many is nobody's, and its creation and deletion therefore news. */
const UNOWNED_EVERY = 10;
const PODS_PER_APP = 10;
const FIRST_VERSION = 1_000_000_000;

/** An object as far as it differs from others. */
interface Item {
  serial: number;
  readonly app: number;
  readonly owned: boolean;
  health: number;
  release: number;
  restarts: number;
  version: number;
}

/**
 * Objects of one kind that change. They are kept as a few numbers each and written as bytes when
 * they are asked for, so that any number of them takes little memory and no time.
 */
export class SyntheticObjects {
  readonly #kind: Kind;
  readonly #random: () => number;
  readonly #items: Item[] = [];
  readonly #templates = new Map<string, Template>();
  #serials = 0;
  #version = FIRST_VERSION;

  static create(options: { kind: Kind; seed: number }) {
    return new SyntheticObjects(options.kind, randomOf(options.seed));
  }

  private constructor(kind: Kind, random: () => number) {
    this.#kind = kind;
    this.#random = random;
  }

  get count(): number {
    return this.#items.length;
  }

  /** The resourceVersion of the last write. */
  get resourceVersion(): string {
    return String(this.#version);
  }

  /** Creates objects, without anybody being told. */
  add(count: number) {
    for (let i = 0; i < count; i += 1) this.#create();
  }

  /** The objects from one position to another as the items of a list, with commas between them. */
  *items(from: number, to: number): Generator<Buffer> {
    for (let i = from; i < Math.min(to, this.#items.length); i += 1) {
      const item = this.#items[i];
      yield this.#bytes('', item, i === from ? '' : ',');
    }
  }

  /** All objects, as a watch that asks for them is told of them. */
  *initialEvents(): Generator<Buffer> {
    for (const item of this.#items) yield this.#bytes('ADDED', item);
  }

  /** Creates objects and tells it. */
  *additions(count: number): Generator<Buffer> {
    for (let i = 0; i < count; i += 1)
      yield this.#bytes('ADDED', this.#create());
  }

  /** So many writes in the usual mix; the last one is a heartbeat. */
  *changes(count: number): Generator<Buffer> {
    for (let i = 1; i < count; i += 1) yield this.#change(this.#choose());
    yield this.#change('heartbeat');
  }

  /** Counts on, as when something of another kind was written. */
  skipVersion() {
    this.#version += 1;
  }

  #choose(): ChangeName {
    let rest = this.#random() * 100;
    return MIX.find(({ share }) => (rest -= share) < 0)!.change;
  }

  #change(name: ChangeName): Buffer {
    const at = Math.floor(this.#random() * this.#items.length);
    const item = this.#items[at];
    switch (name) {
      case 'create':
        return this.#bytes('ADDED', this.#create());
      case 'delete':
        this.#items[at] = this.#items[this.#items.length - 1];
        this.#items.pop();
        this.#touch(item);
        return this.#bytes('DELETED', item);
      case 'rollout':
        item.release = (item.release + 1) % 1000;
        break;
      case 'health':
        item.health = (item.health + 1) % HEALTH.length;
        if (HEALTH[item.health] === 'crashing') item.restarts += 1;
        break;
      default:
    }
    this.#touch(item);
    return this.#bytes('MODIFIED', item);
  }

  #create(): Item {
    const serial = this.#serials;
    this.#serials += 1;
    const item = {
      serial,
      app: Math.floor(serial / PODS_PER_APP),
      owned: serial % UNOWNED_EVERY !== 0,
      health: 0,
      release: serial % 1000,
      restarts: 0,
      version: 0,
    };
    this.#items.push(item);
    this.#touch(item);
    return item;
  }

  #touch(item: Item) {
    this.#version += 1;
    item.version = this.#version;
  }

  #bytes(event: EventName | '', item: Item, before = ''): Buffer {
    const template = this.#template(event, HEALTH[item.health], item.owned);
    const bytes = Buffer.allocUnsafe(before.length + template.size);
    bytes.write(before, 'latin1');
    const values = {
      serial: item.serial,
      app: item.app,
      release: item.release,
      restarts: item.restarts,
      resourceVersion: item.version,
      minute: Math.floor(item.version / 60) % 60,
      second: item.version % 60,
    };
    template.fill(values, bytes, before.length);
    return bytes;
  }

  #template(
    event: EventName | '',
    health: ObjectState['health'],
    owned: boolean,
  ): Template {
    const key = `${event} ${health} ${owned}`;
    let template = this.#templates.get(key);
    if (!template) {
      const object = this.#kind.build({ health, owned });
      const shown = event ? { type: event, object } : object;
      template = Template.create({
        text: JSON.stringify(shown) + (event && '\n'),
        tokens: TOKENS,
        numbers: ['restarts'],
      });
      this.#templates.set(key, template);
    }
    return template;
  }
}
