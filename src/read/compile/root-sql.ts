/** SQL of the root fields of a query. */
import { badField } from '../../core/error/app-error.js'
import { connectionSql, type ListSource } from './connection.js'
import type { ListRoot, OneRoot, ReportRoot, Root } from '../roots.js'
import { allRowsSql, singleSql } from './row-json.js'
import { rowJson, rowSql } from './row-sql.js'
import { argumentsOf, objectOf, type SelectedField, type Selection } from './selection.js'
import { shapeOf } from '../shape.js'
import { StatementRow, type Statement } from './statement.js'
import { argumentCheck } from '../filter/values.js'
import { conditionOf } from '../filter/where.js'

/**
 * Returns the query of one root field: one row with one column, the JSON of the field as text.
 *
 * `agency(code: "awex") { name }` becomes
 * `select (select json_build_object('name', r1."name") from "agency" r1 where r1.code = $1::text)::text`.
 */
export function rootSql(
  selection: Selection,
  root: Root,
  statement: Statement,
  selected: SelectedField,
): string {
  switch (root.form) {
    case 'one':
      return `select ${findSql(selection, root, statement, selected)}::text`
    case 'list':
      return `select ${listSql(selection, root, statement, selected)}::text`
    case 'report':
      return reportSql(selection, root, statement, selected)
  }
}

function findSql(selection: Selection, root: OneRoot, statement: Statement, selected: SelectedField): string {
  const args = argumentsOf(selection, selected)
  const [name, second] = Object.keys(root.by).filter((name) => args[name] != null)
  if (!name || second) throw badField(Object.keys(root.by).join('|'), 'ONE_OF')
  const { on, sql } = root.by[name]!
  const row = new StatementRow(statement, shapeOf(root.type()))
  const param = statement.param(args[name], sql, argumentCheck(sql, name))
  const json = rowSql(selection, row, objectOf(selected.field!), selected.nodes)
  const condition = row.fill(on, { [name]: param })
  return `(select ${json} from ${row.from()} where ${condition})`
}

function listSql(
  selection: Selection,
  root: ListRoot,
  statement: Statement,
  selected: SelectedField,
): string {
  if (root.order) return allSql(selection, root, root.order, statement, selected)
  const args = argumentsOf(selection, selected)
  const { on, onPresent } = root
  const isPresent = ([name]: [string, string]) => !onPresent || args[name] != null
  const present = Object.entries(root.args ?? {}).filter(isPresent)
  const values = present.map(([name, sql]) => [
    name,
    statement.param(args[name] ?? null, sql, argumentCheck(sql, name)),
  ])
  const list: ListSource = {
    ...root,
    on: onPresent ? onPresent(present.map(([name]) => name)) : on,
    statement,
    params: Object.fromEntries(values) as Record<string, string>,
  }
  return connectionSql(selection, list, selected, args, (row, type, nodes) =>
    rowJson(selection, row, type, nodes),
  )
}

function allSql(
  selection: Selection,
  root: ListRoot,
  order: string,
  statement: Statement,
  selected: SelectedField,
): string {
  const row = new StatementRow(statement, shapeOf(root.type()))
  const json = rowJson(selection, row, objectOf(selected.field!), selected.nodes)
  return allRowsSql(json, `from ${row.from()} order by ${row.fill(order)}`)
}

function reportSql(
  selection: Selection,
  root: ReportRoot,
  statement: Statement,
  selected: SelectedField,
): string {
  const args = argumentsOf(selection, selected)
  const rows = root.rows({ statement, args, condition: (row, where) => conditionOf(row, where, 'where') })
  const row = new StatementRow(statement, { ...shapeOf(root.type()), source: rows.source })
  const json = rowJson(selection, row, objectOf(selected.field!), selected.nodes)
  const withSql = rows.with ? `with ${rows.with} ` : ''
  if (!root.order) return `${withSql}select ${singleSql(json)}::text from ${row.from()}`
  return `${withSql}select ${allRowsSql(json, `from ${row.from()} order by ${row.fill(root.order)}`)}::text`
}
