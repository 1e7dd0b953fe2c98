/** A connection: one page of rows, and what else of it was selected. */
import type { GraphQLObjectType } from 'graphql'
import { badField } from '../core/error/app-error.js'
import { afterSql, cursorSql, orderSql, sortKeys, type SortKey } from './order.js'
import { objectOf, subfields, type Nodes, type SelectedField, type Selection } from './selection.js'
import { rowByRowHint, shapeOf, type Class, type Template } from './shape.js'
import type { Variables } from './slots.js'
import { StatementRow, type Statement } from './statement.js'
import { objectSql } from './values.js'
import { conditionOf } from './where.js'

/** Which rows a list has, before its arguments. */
export interface ListSource {
  statement: Statement
  /** The row that the list hangs on; absent at the root. */
  parent?: StatementRow
  type: () => Class
  on?: Template
  via?: Template
  /** The parameters that `on` sees by their names. */
  params?: Record<string, string>
}

/** Writes the JSON of one row of the list. */
export type NodeSql = (row: StatementRow, type: GraphQLObjectType, nodes: Nodes) => string

const most = 100
export const defaultPageSize = 25

/** How many rows a page has at most; `path` is where its list stands. */
export function pageSizeOf(args: Variables, path: string): number {
  const first = args.first ?? defaultPageSize
  if (typeof first !== 'number' || first < 0 || first > most)
    throw badField(`${path}.first`, 'FIRST_OUT_OF_RANGE', { max: most, value: Number(first) })
  return first
}

export function connectionSql(
  selection: Selection,
  listed: ListSource,
  { name: path, nodes, field }: SelectedField,
  args: Variables,
  nodeSql: NodeSql,
): string {
  const fields = subfields(selection, objectOf(field!), nodes)
  const row = new StatementRow(listed.statement, shapeOf(listed.type()), listed.parent)
  const rows = new Rows(row, listed, args.where, path)
  const names = new Set(fields.map((selected) => selected.name))
  const page = pageNames.some((name) => names.has(name))
    ? new Page(rows, args, path, names.has('pageInfo'))
    : null
  const json = objectSql(
    fields.map((selected) => [selected.key, connectionFieldSql(selection, selected, rows, page!, nodeSql)]),
  )
  return page ? `(select ${json} from (${page.select()}) q)` : `(select ${json})`
}

/** What takes a page to answer, unlike `totalCount`. */
const pageNames = ['nodes', 'edges', 'pageInfo']

function connectionFieldSql(
  selection: Selection,
  { name, field, nodes }: SelectedField,
  rows: Rows,
  page: Page,
  nodeSql: NodeSql,
): string {
  switch (name) {
    case 'nodes':
      return page.list(nodeSql(rows.row, objectOf(field!), nodes))
    case 'edges':
      return page.list(edgeSql(selection, page, objectOf(field!), nodes, nodeSql))
    case 'pageInfo':
      return infoSql(selection, page, objectOf(field!), nodes)
    case 'totalCount':
      return rows.count()
    default:
      return `'${rows.row.shape.name}Connection'`
  }
}

function edgeSql(
  selection: Selection,
  page: Page,
  type: GraphQLObjectType,
  nodes: Nodes,
  nodeSql: NodeSql,
): string {
  return objectSql(
    subfields(selection, type, nodes).map(({ key, name, field, nodes }) => [
      key,
      name === 'node'
        ? nodeSql(page.rows.row, objectOf(field!), nodes)
        : name === 'cursor'
          ? page.cursor
          : `'${type.name}'`,
    ]),
  )
}

function infoSql(selection: Selection, page: Page, type: GraphQLObjectType, nodes: Nodes): string {
  return objectSql(
    subfields(selection, type, nodes).map(({ key, name }) => [
      key,
      name === 'hasNextPage' ? page.hasNext() : name === 'endCursor' ? page.end() : `'${type.name}'`,
    ]),
  )
}

/** The rows of the list that fulfil its `where`. */
class Rows {
  readonly conditions: string[]
  private readonly via: string

  constructor(
    readonly row: StatementRow,
    private readonly listed: ListSource,
    where: unknown,
    path: string,
  ) {
    this.via = `${row.alias}_via`
    this.conditions = [
      ...(listed.on ? [row.fill(listed.on, { ...listed.params, via: this.via })] : []),
      ...(where ? [conditionOf(row, where, `${path}.where`)] : []),
    ]
  }

  /** FROM and WHERE; ask for it when all that the statement needs beside the row has been written. */
  from(further: string[] = []): string {
    const { via } = this.listed
    const from = this.row.from(via && this.row.fill(via, { via: this.via }))
    return `from ${from} where ${[...this.conditions, ...further].join(' and ') || 'true'}`
  }

  /** Counts rows of its own, so that the page's cursor and limit do not enter. */
  count(): string {
    return `(select count(*) ${this.from()})`
  }
}

/** The page as a sub-select `q`: one column for each value that is wanted of its rows, and their number `n`. */
class Page {
  readonly cursor: string
  private readonly keys: SortKey[]
  private readonly after: string[]
  private readonly first: number
  private readonly columns: string[] = []

  /** With `more`, the page reads one row further, to tell whether there is one; it does not enter the lists. */
  constructor(
    readonly rows: Rows,
    args: Variables,
    path: string,
    private readonly more: boolean,
  ) {
    this.keys = sortKeys(rows.row, args.orderBy, `${path}.orderBy`)
    this.after = args.after ? [afterSql(rows.row, this.keys, args.after, `${path}.after`)] : []
    this.first = pageSizeOf(args, path)
    this.cursor = cursorSql(rows.row, this.keys)
  }

  private column(sql: string): string {
    return `q.c${this.columns.push(sql)}`
  }

  private get within(): string {
    return this.more ? ` filter (where q.n <= ${this.first})` : ''
  }

  list(sql: string): string {
    return `coalesce(json_agg(${this.column(sql)})${this.within}, '[]')`
  }

  hasNext(): string {
    return `count(*) > ${this.first}`
  }

  // not by an aggregate with an order of its own: PostgreSQL would feed that order to the lists as well
  end(): string {
    return `(array_agg(${this.column(this.cursor)})${this.within})[least(count(*), ${this.first})]`
  }

  select(): string {
    const order = orderSql(this.keys)
    const columns = this.columns.map((sql, i) => `${sql} as c${i + 1}`)
    if (this.more) columns.push(`row_number() over (order by ${order}) as n`)
    const limit = this.more ? this.first + 1 : this.first
    const from = this.rows.from(this.after).replaceAll(rowByRowHint, 'offset 0')
    return `select ${columns.join(', ')} ${from} order by ${order} limit ${limit}`
  }
}
