import { ErrorObject, ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { OpenApiDocument, Operation, Schema } from './OpenApiDocument';

/** A request below the mount of the API. */
export interface SentRequest {
  method: string;
  /** With the query. */
  url: string;
  headers: Record<string, string>;
  /** As it is after parsing; undefined when there is none. */
  body?: unknown;
}

/** What came back. */
export interface SeenAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: unknown;
}

const SCHEMAS = '#/components/schemas/';
const ROOT = 'https://openapi.example/';

/** What a text stands for, by the type that the schema says. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  number: Number,
  integer: Number,
  boolean: text => (['true', 'false'].includes(text) ? text === 'true' : text),
};

/** Tells where requests and answers differ from the OpenAPI document. */
export class OpenApiChecker {
  readonly document: OpenApiDocument;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction>();

  static create() {
    return new OpenApiChecker(OpenApiDocument.read());
  }

  private constructor(document: OpenApiDocument) {
    this.document = document;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    this.#ajv.addSchema({
      $id: ROOT,
      components: { schemas: closeAll(document.schemas) },
    });
  }

  /** Why a value is not as a schema of the document says; also for keys that it does not know. */
  problems(schema: Schema, value: unknown): string[] {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(close(schema));
      this.#compiled.set(schema, validate);
    }
    return validate(value) ? [] : validate.errors!.map(describe);
  }

  /** Why a request is not one of the operation's. */
  requestProblems(operation: Operation, request: SentRequest): string[] {
    const { requestBody, parameters } = operation;
    const query = new URL(request.url, ROOT).searchParams;
    const known = parameters.filter(it => it.in === 'query');
    const unknown =
      known.length === 0
        ? []
        : [...query.keys()].filter(key => !known.some(it => it.name === key));
    return [
      ...unknown.map(key => `${key}: unknown`),
      ...known.flatMap(({ name, schema }) =>
        query.has(name)
          ? this.problems(schema, this.#read(schema, query.getAll(name)))
          : [],
      ),
      ...parameters
        .filter(it => it.in === 'header' && it.name in request.headers)
        .flatMap(({ name, schema }) =>
          this.problems(
            schema,
            request.headers[name].replace(/^"(.*)"$/, '$1'),
          ),
        ),
      ...this.#bodyProblems(requestBody, request.body),
    ];
  }

  /** Why an answer is none of those that the operation has. */
  answerProblems(operation: Operation, answer: SeenAnswer): string[] {
    const { status, headers, body } = answer;
    const expected = operation.responses[status];
    if (!expected) return [`${status} is not among the answers`];
    const wrongHeaders = Object.entries(expected.headers ?? {}).flatMap(
      ([name, header]) => {
        const { schema } = this.document.resolve<{ schema: Schema }>(header);
        return this.problems(schema, headers[name.toLowerCase()]).map(
          problem => `${name}${problem}`,
        );
      },
    );
    if (!expected.content) return wrongHeaders;
    const type = String(headers['content-type']).split(';')[0];
    const media = expected.content[type];
    if (!media) return [...wrongHeaders, `is of the type ${type}`];
    return [...wrongHeaders, ...this.problems(media.schema, body)];
  }

  #bodyProblems(expected: Operation['requestBody'], body: unknown): string[] {
    if (!expected) return [];
    if (body === undefined) return expected.required ? ['no body'] : [];
    return this.problems(expected.content['application/json'].schema, body);
  }

  /** Query parameters are text, of which the schema says what it stands for. */
  #read(given: Schema, texts: string[]): unknown {
    const schema = this.document.resolve<Schema>(given);
    if (schema.type === 'array') return texts;
    if (texts.length > 1) return texts;
    const read = READERS[String(schema.type)];
    return read ? read(texts[0]) : texts[0];
  }
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

/**
 * The schemas as they are for who only reads the documented keys, and would miss that there are
 * others: no object has a key that is not told. What others are made of (`allOf`) stays open there.
 */
function closeAll(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => [
      [name, close(schema)],
      [`${name}.open`, close(schema, true)],
    ]),
  );
}

function close(schema: Schema, staysOpen = false): Schema {
  const closed = { ...schema } as any;
  if (schema.$ref) {
    const suffix = staysOpen ? '.open' : '';
    closed.$ref = `${ROOT}${schema.$ref}${suffix}`;
    if (!schema.$ref.startsWith(SCHEMAS)) throw new Error(schema.$ref);
  }
  if (schema.items) closed.items = close(schema.items);
  if (schema.oneOf) closed.oneOf = schema.oneOf.map(it => close(it));
  if (schema.allOf) closed.allOf = schema.allOf.map(it => close(it, true));
  if (schema.properties) {
    closed.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, it]) => [key, close(it)]),
    );
  }
  if (typeof schema.additionalProperties === 'object') {
    closed.additionalProperties = close(schema.additionalProperties);
  }
  const isOfKeys = schema.properties ?? schema.allOf;
  if (isOfKeys && !staysOpen && schema.additionalProperties === undefined) {
    closed.unevaluatedProperties = false;
  }
  return closed;
}
