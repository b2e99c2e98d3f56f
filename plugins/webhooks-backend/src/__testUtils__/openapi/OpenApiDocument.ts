import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A JSON Schema, as far as the document uses them. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  examples?: unknown[];
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

type Content = Record<string, { schema: Schema }>;

/** An answer of an operation. */
export interface Answer {
  headers?: Record<string, { schema: Schema } | { $ref: string }>;
  content?: Content;
}

/** One method of one path, with everything that is referred to in its place but for schemas. */
export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The plugin's `openapi.yaml`. */
export class OpenApiDocument {
  readonly source: any;
  readonly operations: readonly Operation[];

  static read() {
    const file = resolvePackagePath(
      '@kubevision/backstage-plugin-webhooks-backend',
      'openapi.yaml',
    );
    return new OpenApiDocument(parse(readFileSync(file, 'utf8')));
  }

  private constructor(source: any) {
    this.source = source;
    this.operations = Object.entries<any>(source.paths).flatMap(
      ([path, item]) =>
        METHODS.filter(method => item[method]).map(method => ({
          ...item[method],
          method: method.toUpperCase(),
          path,
          parameters: [
            ...(item.parameters ?? []),
            ...(item[method].parameters ?? []),
          ].map(it => this.resolve(it)),
          responses: Object.fromEntries(
            Object.entries<any>(item[method].responses).map(
              ([status, response]) => [status, this.resolve(response)],
            ),
          ),
        })),
    );
  }

  get schemas(): Record<string, Schema> {
    return this.source.components.schemas;
  }

  /** Follows a reference, such as `#/components/schemas/Webhook`. */
  resolve<T extends object>(value: T | { $ref?: string }): T {
    const { $ref } = value as { $ref?: string };
    if (!$ref) return value as T;
    const [, ...keys] = $ref.split('/');
    return keys.reduce((at, key) => at[key], this.source);
  }

  /**
   * The operation that a request is for; where several would do, the one that has the most of the
   * path in its own.
   *
   * @param path - below the mount, without a query
   */
  find(method: string, path: string): Operation | undefined {
    const parts = partsOf(path);
    const fits = (template: string) => {
      const wanted = partsOf(template);
      return (
        wanted.length === parts.length &&
        wanted.every((part, i) => isParameter(part) || part === parts[i])
      );
    };
    const literals = ({ path: template }: Operation) =>
      partsOf(template).filter(part => !isParameter(part)).length;
    return this.operations
      .filter(it => it.method === method && fits(it.path))
      .sort((a, b) => literals(b) - literals(a))[0];
  }
}

function partsOf(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function isParameter(part: string): boolean {
  return part.startsWith('{');
}
