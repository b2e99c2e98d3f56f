// What docs/api.md repeats of the OpenAPI document. Pure: text in, text out.

/** `<!-- openapi: name argument -->`, what was made, `<!-- /openapi -->`. */
const MARKED = /(<!-- openapi: (\w+) ?(\S*) -->\n)[^]*?(<!-- \/openapi -->)/g;

const PARTS = { routes, errors, example, parameters };

/**
 * Replaces what stands between the marks.
 *
 * @param {string} text - Markdown
 * @param {object} document - the OpenAPI document
 * @throws Error for a mark that names nothing
 */
export function fillMarkedParts(text, document) {
  return text.replace(MARKED, (_all, begin, name, argument, end) => {
    const make = PARTS[name];
    if (!make) throw new Error(`No part is called ${name}`);
    return `${begin}\n${make(document, argument)}\n\n${end}`;
  });
}

/** Every operation, in the order of the document. */
function operationsOf({ paths }) {
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.entries(paths).flatMap(([path, item]) =>
    methods
      .filter(method => item[method])
      .map(method => ({
        ...item[method],
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/g, ':$1'),
      })),
  );
}

function routes(document) {
  return table(
    ['Method and path', 'Needs', 'Answer'],
    operationsOf(document).map(({ method, path, security, responses }) => {
      const [status] = Object.keys(responses);
      const { description } = resolve(document, responses[status]);
      return [
        `\`${method} ${path}\``,
        needs(security),
        `${status}, ${description}`,
      ];
    }),
  );
}

function needs(security) {
  const names = security.flatMap(({ backstage, cluster }) =>
    cluster ? ['a token of the cluster'] : backstage.map(it => `\`${it}\``),
  );
  return names.join(' or ') || 'a token';
}

function errors(document) {
  const known = new Map();
  for (const { responses } of operationsOf(document)) {
    for (const [status, response] of Object.entries(responses)) {
      if (status >= '400') known.set(status, resolve(document, response));
    }
  }
  return table(
    ['Status', 'When'],
    [...known]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([status, { description }]) => [status, description]),
  );
}

function example({ components }, name) {
  const [first] = components.schemas[name].examples;
  // In one line: Prettier breaks what is too long, and nothing else.
  return ['```json', JSON.stringify(first), '```'].join('\n');
}

function parameters(document, operationId) {
  const operation = operationsOf(document).find(
    it => it.operationId === operationId,
  );
  return table(
    ['Parameter', 'Values', 'When absent'],
    operation.parameters
      .map(parameter => resolve(document, parameter))
      .filter(it => it.in === 'query')
      .map(({ name, description, schema }) => {
        const { default: absent = '', ...values } = resolve(document, schema);
        return [`\`${name}\``, valuesOf(values, description), `${absent}`];
      }),
  );
}

function valuesOf({ enum: values, minimum, maximum }, description = '') {
  if (values) return values.map(it => `\`${it}\``).join(', ');
  const range = maximum === undefined ? '' : `${minimum} to ${maximum}. `;
  return range + description || 'text';
}

/** Follows a reference, such as `#/components/responses/NotFound`. */
function resolve(document, value) {
  if (!value.$ref) return value;
  const [, ...keys] = value.$ref.split('/');
  return keys.reduce((at, key) => at[key], document);
}

function table(head, rows) {
  const line = cells => `| ${cells.map(escape).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function escape(cell) {
  return cell.trim().replaceAll('|', '\\|').replaceAll('\n', ' ');
}
