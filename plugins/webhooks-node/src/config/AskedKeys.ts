import { Config } from '@backstage/config';

/** Which keys of app-config were asked for, by their whole paths. */
export class AskedKeys {
  readonly #paths = new Set<string>();

  /** What the config answers, while this takes down what it is asked for. */
  watch(config: Config, at = ''): Config {
    return new Proxy(config, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (key?: string, ...rest: unknown[]) => {
          const path = [at, key].filter(Boolean).join('.');
          this.#paths.add(path);
          const answer: unknown = member.call(target, key, ...rest);
          return this.#watchAnswer(answer, String(name), path);
        };
      },
    });
  }

  /** The keys that were asked for right below a path, none where it was read as a whole. */
  below(path: string): string[] {
    const start = `${path}.`;
    const keys = [...this.#paths]
      .filter(asked => asked.startsWith(start))
      .map(asked => asked.slice(start.length).split(/[.[]/)[0]);
    return [...new Set(keys)];
  }

  /** A part of a config is asked for its own keys. */
  #watchAnswer(answer: unknown, method: string, path: string): unknown {
    if (!answer || !/Config(Array)?$/.test(method)) return answer;
    return Array.isArray(answer)
      ? answer.map((it: Config, i) => this.watch(it, `${path}[${i}]`))
      : this.watch(answer as Config, path);
  }
}
