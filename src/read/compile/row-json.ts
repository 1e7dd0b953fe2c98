/** The JSON of a row, and what an answer that shows the row has to note (`database/note_rows.sql`). */
import type { Template } from '../shape.js'
import type { StatementRow } from './statement.js'

export interface RowJson {
  json: string
  /** SQL of the id to note, null for a row whose read is not recorded; absent if no row of the list needs it. */
  notedId?: string
}

/**
 * Returns the id to note for a row. `on` is the condition that relates it to its parent: a row noted by the id of a
 * parent that is noted itself needs nothing more.
 *
 * A deal's transition, a row of `{t}.deal_id = {p}.id`, is noted with its deal. For a deal it returns
 * `case when r1.confidentiality in ('RESTRICTED', 'SECRET') then r1.id::text || case when not r1.full_acl &&& (select
 * viewer_acl_tokens()) then '/masked' else '' end end`.
 */
export function notedIdOf(row: StatementRow, on: Template = ''): string | undefined {
  const { shape, parent, statement } = row
  const { noted } = shape
  if (!noted) return undefined
  statement.recordNoted = noted.record
  const id = noted.id ?? '{t}.id'
  const parentIsNoted = parent?.shape.noted?.record === noted.record && !parent.shape.noted.id
  if (parentIsNoted && on.split(' and ').includes(`${id} = {p}.id`)) return undefined
  const mark = noted.masked ? ` || case when ${row.fill(noted.masked)} then '/masked' else '' end` : ''
  return `case when ${row.fill(noted.when)} then ${row.fill(id)}::text${mark} end`
}

/** Returns the JSON of one row, which notes it when it is built. */
export const singleSql = ({ json, notedId }: RowJson): string =>
  notedId ? `case when note_rows(array[${notedId}]) then ${json} end` : json

/** Returns the sub-query that reads all rows of `from`, a FROM clause and what follows it, as one list. */
export function allRowsSql({ json, notedId }: RowJson, from: string): string {
  const columns = [`${json} as j`, ...(notedId ? [`${notedId} as noted`] : [])].join(', ')
  const row = { json: 'q.j', notedId: notedId && 'q.noted' }
  return `(select ${rowListSql(row)} from (select ${columns} ${from}) q)`
}

/**
 * Returns the list of the rows that a sub-query `q` has, of whose columns `json` and `notedId` are made. It notes them by
 * one call. `filter` chooses among the rows.
 */
export function rowListSql({ json, notedId }: RowJson, filter = ''): string {
  const list = `coalesce(json_agg(${json})${filter}, '[]')`
  return notedId ? `case when note_rows(array_agg(${notedId})${filter}) then ${list} end` : list
}
