/** The answer of a mutation: the changed row as its selection asks for it, in one statement of the same transaction. */
import { getNamedType, isObjectType, type GraphQLResolveInfo } from 'graphql'
import type { EntityManager } from 'typeorm'
import { rowSql } from './row-sql.js'
import { findShape } from './shape.js'
import { StatementRow, Statement } from './statement.js'

/** Which row: by its key, or made by a row set of its own. */
export type RowLocator = { id: string } | { source: (statement: Statement) => string }

export async function reread(
  db: EntityManager,
  info: GraphQLResolveInfo,
  which: RowLocator,
): Promise<unknown> {
  const type = getNamedType(info.returnType)
  const shape = findShape(type.name)
  if (!isObjectType(type) || !shape) throw new Error(`${type.name} says nowhere what it reads.`)
  const selection = {
    schema: info.schema,
    fragments: info.fragments,
    variables: info.variableValues,
    plain: true,
  }
  const statement = new Statement()
  const row = new StatementRow(
    statement,
    'source' in which ? { ...shape, source: which.source(statement) } : shape,
  )
  const json = rowSql(selection, row, type, info.fieldNodes)
  const condition =
    'id' in which
      ? `${row.alias}."${shape.key}" = ${statement.param(which.id, shape.key === 'id' ? 'uuid' : 'text')}`
      : 'true'
  const text = `select ${json}::text as j from ${row.from()} where ${condition}`
  const [result] = await db.query<{ j: string }[]>(
    text,
    statement.binds.map((bind) => bind({})),
  )
  return result ? (JSON.parse(result.j) as unknown) : null
}
