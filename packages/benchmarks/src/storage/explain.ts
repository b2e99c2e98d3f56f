import { Knex } from 'knex';

/** How PostgreSQL ran one statement. */
export interface Plan {
  readonly sql: string;
  readonly ms: number;
  /** The tables that were read from one end to the other. */
  readonly scanned: readonly string[];
  /** As `explain` prints it in JSON. */
  readonly nodes: PlanNode;
}

/** A part of what `explain` prints. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

interface Statement {
  readonly sql: string;
  readonly bindings?: readonly Knex.RawBinding[];
}

/** Transactions, settings and locks read no table. */
const READS_NO_TABLE =
  /^(begin|commit|rollback|set |select pg_advisory|select \(case when is_called)|pg_locks/i;

/**
 * Lets the product do something, and explains every statement that it sent for that. What these
 * statements write is undone again.
 */
export async function explainAll(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<Plan[]> {
  const statements: Statement[] = [];
  const onQuery = (statement: Statement) => statements.push(statement);
  knex.on('query', onQuery);
  try {
    await work();
  } finally {
    knex.removeListener('query', onQuery);
  }
  const plans: Plan[] = [];
  for (const { sql, bindings = [] } of statements) {
    if (READS_NO_TABLE.test(sql.trim())) continue;
    plans.push(await explain(knex, { sql, bindings }));
  }
  return plans;
}

async function explain(
  knex: Knex,
  { sql, bindings = [] }: Statement,
): Promise<Plan> {
  // The statement has the driver's own placeholders, which knex would not take again.
  const connection = await knex.client.acquireConnection();
  try {
    await connection.query('begin');
    const { rows } = await connection.query(
      `explain (analyze, format json) ${sql}`,
      bindings,
    );
    const [{ Plan: nodes, 'Execution Time': ms }] = rows[0]['QUERY PLAN'];
    return { sql, ms, scanned: scannedTables(nodes), nodes };
  } finally {
    await connection.query('rollback');
    await knex.client.releaseConnection(connection);
  }
}

function scannedTables(node: PlanNode): string[] {
  const own =
    node['Node Type'] === 'Seq Scan' && node['Relation Name']
      ? [node['Relation Name']]
      : [];
  return [...own, ...(node.Plans ?? []).flatMap(scannedTables)];
}

/** The indexes that a plan uses. */
export function indexesOf(node: PlanNode): string[] {
  const own = node['Index Name'] ? [node['Index Name']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(indexesOf)];
}
