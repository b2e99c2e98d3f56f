/** What secrets are called, in names of fields and of arguments, variables and headers. */
const SECRET_WORD =
  'password|passwd|passphrase|pwd|secret|token|credential|authorization|cookie|connection[-_]?string|(?:api|access|private|secret|encryption|signing|ssh)[-_]?key';

const SECRET_NAME = new RegExp(
  `(?:${SECRET_WORD})s?(?:[-_]?(?:hash|value|data|text))?$`,
  'i',
);

/** Whether a field, variable, argument or header of this name holds a secret, unless it only points at one. */
export function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Bounded repetitions, as texts can be long and anybody can write them. */
const SECRET_TEXTS: readonly RegExp[] = [
  // `--db-password=…`, `TOKEN=…`, `"password": "…"`, `Authorization: …`, `?api_key=…`
  new RegExp(
    `(?:${SECRET_WORD})[\\w-]{0,64}\\\\?["']?\\s{0,8}[:=]\\s{0,8}\\S`,
    'i',
  ),
  // `--db-password …`
  new RegExp(
    `(?:^|\\s)--?[\\w-]{0,64}(?:${SECRET_WORD})[\\w-]{0,64}\\s+\\S`,
    'i',
  ),
  /\bbearer\s+\S{8}/i,
  // `postgres://app:…@db`, and `https://…@github.com`, where a token stands for the name.
  /:\/\/(?:[^\s/@:]{0,256}:[^\s/@]{1,1024}|[^\s/@]{16,1024})@/,
  /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----/,
];

/** Without one of these, nothing of the above can be in a text. */
const SEPARATOR = /[=:\s]/;

/** Whether a text, such as a line of a shell, a URL or a file, has a secret in it that can be known for one. */
export function carriesSecret(text: string): boolean {
  return (
    SEPARATOR.test(text) && SECRET_TEXTS.some(pattern => pattern.test(text))
  );
}
