/** SQL of the JSON of a row. */
import type { GraphQLObjectType } from 'graphql'
import { connectionSql } from './connection.js'
import {
  argumentsOf,
  objectOf,
  subfields,
  type Nodes,
  type SelectedField,
  type Selection,
} from './selection.js'
import {
  shapeOf,
  type ArgumentField,
  type ManyField,
  type OneField,
  type PartField,
  type ShapeField,
  type Template,
} from '../shape.js'
import { allRowsSql, notedIdOf, singleSql, type RowJson } from './row-json.js'
import { StatementRow } from './statement.js'
import { argumentCheck, toJsonSql, objectSql } from '../filter/values.js'

/**
 * Returns the SQL of a row's JSON object, with every selected field in the order of the selection.
 *
 * `agency { code createdAt }` becomes
 * `json_build_object('code', r1."code", 'createdAt', to_char(r1."created_at" at time zone 'UTC', …))`.
 */
export const rowSql = (
  selection: Selection,
  row: StatementRow,
  type: GraphQLObjectType,
  nodes: Nodes,
): string => singleSql(rowJson(selection, row, type, nodes))

/** Returns the same for a row of a list; `on` is the condition that relates it to its parent. */
export function rowJson(
  selection: Selection,
  row: StatementRow,
  type: GraphQLObjectType,
  nodes: Nodes,
  on?: Template,
): RowJson {
  const json = objectSql(
    subfields(selection, type, nodes).map((selected) => {
      const { key, name } = selected
      if (name === '__typename') return [key, `'${type.name}'`]
      const field = row.shape.fields.get(name)
      if (!field) throw new Error(`${type.name}.${name} does not declare what it reads.`)
      return [key, fieldSql(selection, row, field, selected)]
    }),
  )
  return { json, notedId: selection.notesRows ? notedIdOf(row, on) : undefined }
}

function fieldSql(
  selection: Selection,
  row: StatementRow,
  field: ShapeField,
  selected: SelectedField,
): string {
  switch (field.form) {
    case 'value':
      if (field.resolved) selection.plain = false
      return toJsonSql(field.kind, row.fill(field.sql), field.list)
    case 'part':
      return partSql(selection, row, field, selected)
    case 'one':
      return oneSql(selection, row, field, selected)
    case 'many':
      return field.paged ? pageSql(selection, row, field, selected) : listSql(selection, row, field, selected)
    case 'withArgs':
      return withArgsSql(selection, row, field, selected)
  }
}

function partSql(selection: Selection, row: StatementRow, field: PartField, selected: SelectedField): string {
  const part = row.part(field)
  const json = rowSql(selection, part, objectOf(selected.field!), selected.nodes)
  return `case when ${part.present} then ${json} end`
}

function oneSql(selection: Selection, row: StatementRow, field: OneField, selected: SelectedField): string {
  const related = new StatementRow(row.statement, shapeOf(field.type()), row)
  const json = rowSql(selection, related, objectOf(selected.field!), selected.nodes)
  return `(select ${json} from ${related.from()} where ${related.alias}."${related.shape.key}" = ${row.fill(field.key)})`
}

function pageSql(selection: Selection, row: StatementRow, field: ManyField, selected: SelectedField): string {
  const source = { ...field, statement: row.statement, parent: row }
  return connectionSql(selection, source, selected, argumentsOf(selection, selected), (item, type, nodes) =>
    rowJson(selection, item, type, nodes, field.on),
  )
}

function listSql(selection: Selection, row: StatementRow, field: ManyField, selected: SelectedField): string {
  const shape = shapeOf(field.type())
  const child = new StatementRow(row.statement, { ...shape, source: field.from ?? shape.source }, row)
  const via = `${child.alias}_via`
  const { json, notedId } = rowJson(selection, child, objectOf(selected.field!), selected.nodes, field.on)
  const on = child.fill(field.on, { via })
  const order = child.fill(field.order!, { via })
  const from = child.from(field.via && child.fill(field.via, { via }))
  return allRowsSql({ json, notedId }, `from ${from} where ${on} order by ${order}`)
}

function withArgsSql(
  selection: Selection,
  row: StatementRow,
  field: ArgumentField,
  selected: SelectedField,
): string {
  if (field.resolved) selection.plain = false
  const args = argumentsOf(selection, selected)
  const params = new Map<string, string>()
  const sql = row.fill(field.sql, (name) => {
    const type = field.args[name]
    if (type && !params.has(name))
      params.set(
        name,
        row.statement.param(args[name] ?? null, type, argumentCheck(type, `${selected.name}.${name}`)),
      )
    return params.get(name)
  })
  if (!field.type) return toJsonSql(field.kind, sql, false)
  // The parent row notes the read: these rows are computed from it and may lack the columns that the condition reads.
  const shape = { ...shapeOf(field.type()), source: `(${sql})`, noted: undefined }
  const related = new StatementRow(row.statement, shape, row)
  const json = rowSql(selection, related, objectOf(selected.field!), selected.nodes)
  return `(select ${json} from ${related.from()} limit 1)`
}
