/** Reads the answer of a mutation. */
import { getNamedType, isObjectType, type GraphQLResolveInfo } from 'graphql'
import type { EntityManager } from 'typeorm'
import type { Caller } from './caller.js'
import { rowSql } from './compile/row-sql.js'
import { findShape } from './shape.js'
import { notedRowsSql, parseNoted } from '../database/authenticated-query.js'
import { StatementRow, Statement } from './compile/statement.js'

/** The row of an answer: by its key, or from a source written for it. */
export type RowLocator = { id: string } | { source: (statement: Statement) => string }

export interface RereadOptions {
  checkTypes?: (types: Iterable<string>) => void
  token?: Buffer | null
}

/**
 * Reads the changed row with the fields that the mutation selects, in one statement of the same transaction. Returns
 * null when the viewer may not see the row. `checkTypes` may reject the types that it reads. The rows whose reads are
 * recorded are added to `caller.noted`; `token` is that of the reader, if it is not the caller's.
 *
 * `updateAgency(input: { … }) { code }` with `{ id }` reads
 * `select json_build_object('code', r1."code")::text as j, null as noted from "agency" r1 where r1."id" = $1::uuid`.
 */
export async function reread(
  db: EntityManager,
  info: GraphQLResolveInfo,
  caller: Pick<Caller, 'noted' | 'token'>,
  locator: RowLocator,
  { checkTypes, token = caller.token }: RereadOptions = {},
): Promise<unknown> {
  const type = getNamedType(info.returnType)
  const shape = findShape(type.name)
  if (!isObjectType(type) || !shape) throw new Error(`${type.name} does not declare what it reads.`)
  const selection = {
    schema: info.schema,
    fragments: info.fragments,
    variables: info.variableValues,
    plain: true,
    notesRows: true,
  }
  const statement = new Statement()
  const row = new StatementRow(
    statement,
    'source' in locator ? { ...shape, source: locator.source(statement) } : shape,
  )
  const json = rowSql(selection, row, type, info.fieldNodes)
  checkTypes?.(statement.types)
  const condition =
    'id' in locator
      ? `${row.alias}."${shape.key}" = ${statement.param(locator.id, shape.key === 'id' ? 'uuid' : 'text')}`
      : 'true'
  const { recordNoted } = statement
  // the noted rows come last: columns are evaluated in their order
  const text = `select ${json}::text as j, ${recordNoted ? notedRowsSql : 'null'} as noted from ${row.from()} where ${condition}`
  const [result] = await db.query<{ j: string; noted: string | null }[]>(
    text,
    statement.binds.map((bind) => bind({})),
  )
  if (recordNoted && result?.noted)
    (caller.noted ??= []).push({ record: recordNoted, ids: parseNoted(result.noted), token })
  return result ? (JSON.parse(result.j) as unknown) : null
}
