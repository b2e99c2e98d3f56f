// The types of the OpenAPI document under names of their own. openapi-typescript puts all of them into two
// large interfaces, `components` and `operations`; a package that exports a part of these exports all of
// it, and its API report would be the whole document. Pure: syntax tree in, syntax tree out.

import ts from 'typescript';

const { factory } = ts;

/** What a comment need not say: what the type says, examples, and which tag its text has. */
const NEEDLESS =
  /@description |Format: \S+\n *\* |@(?:enum|example|default) [^]*?(?=\n *\* @|\n *$| *$)/g;

/**
 * Gives each schema, and each operation's query (`listWebhooks`: `ListWebhooksQuery`), an exported type.
 *
 * @param {ts.Node[]} ast - what openapi-typescript makes of a document
 * @returns {ts.Node[]}
 */
export function nameTypes(ast) {
  const { schemas, parameters, ...others } = byName(
    ast.find(it => it.name.text === 'components').members,
  );
  const parameterTypes = byName(parameters.type.members);
  const queries = [];

  const followReferences = node => {
    const [kind, name] = referenceTo(node);
    if (kind === 'schemas') return reference(name);
    if (kind === 'parameters') {
      return followReferences(parameterTypes[name].type);
    }
    return ts.visitEachChild(node, followReferences, undefined);
  };
  const liftQuery = operationId => node => {
    if (node.name?.text === 'query' && ts.isTypeLiteralNode(node.type)) {
      const name = `${capitalized(operationId)}Query`;
      const comment = `* The query of the operation \`${operationId}\`. `;
      queries.push(withComment(exportType(name, node.type), comment));
      return withType(node, reference(name));
    }
    return ts.visitEachChild(node, liftQuery(operationId), undefined);
  };
  const rest = {
    components: it => withMembers(it, Object.values(others)),
    operations: it =>
      withMembers(
        it,
        it.members.map(member => liftQuery(member.name.text)(member)),
      ),
  };

  const kept = ast.map(it => rest[it.name.text]?.(it) ?? it);
  const named = schemas.type.members.map(it =>
    withCommentsOf(it, exportType(it.name.text, it.type)),
  );
  const all = [...named, ...queries, ...kept].map(followReferences);
  all.forEach(cleanComments);
  return all;
}

const byName = members =>
  Object.fromEntries(members.map(it => [it.name.text, it]));

const capitalized = text => text[0].toUpperCase() + text.slice(1);

const reference = name => factory.createTypeReferenceNode(name);

/** `['schemas', 'Webhook']` of the type `components['schemas']['Webhook']`. */
function referenceTo(node) {
  if (!ts.isIndexedAccessTypeNode(node)) return [];
  const { objectType, indexType } = node;
  if (!ts.isIndexedAccessTypeNode(objectType)) return [];
  return objectType.objectType.typeName?.text === 'components'
    ? [objectType.indexType.literal.text, indexType.literal.text]
    : [];
}

function exportType(name, type) {
  const modifiers = [factory.createToken(ts.SyntaxKind.ExportKeyword)];
  return factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
}

const withType = (node, type) =>
  factory.updatePropertySignature(
    node,
    node.modifiers,
    node.name,
    node.questionToken,
    type,
  );

const withMembers = (node, members) =>
  factory.updateInterfaceDeclaration(
    node,
    node.modifiers,
    node.name,
    node.typeParameters,
    node.heritageClauses,
    members,
  );

const withComment = (node, text) =>
  ts.addSyntheticLeadingComment(
    node,
    ts.SyntaxKind.MultiLineCommentTrivia,
    text,
    true,
  );

const withCommentsOf = (from, to) =>
  ts.setSyntheticLeadingComments(to, ts.getSyntheticLeadingComments(from));

function cleanComments(node) {
  const comments = ts
    .getSyntheticLeadingComments(node)
    ?.map(it => ({ ...it, text: plain(it.text) }))
    .filter(it => /\w/.test(it.text));
  ts.setSyntheticLeadingComments(node, comments);
  ts.forEachChild(node, cleanComments);
}

/** Without the indentation of what was a block in YAML. */
const plain = text =>
  text
    .replace(NEEDLESS, '')
    .replace(/(\n *\*) +/g, '$1 ')
    .replace(/( \*)*\s*$/, ' ');
