/** SQL of connections: a page of rows with `nodes`, `edges`, `pageInfo` and `totalCount`. */
import type { GraphQLObjectType } from 'graphql'
import { badField } from '../../core/error/app-error.js'
import { afterSql, cursorSql, orderSql, sortKeys, type SortKey } from '../filter/order.js'
import { objectOf, subfields, type Nodes, type SelectedField, type Selection } from './selection.js'
import { rowByRowHint, shapeOf, type Class, type Template } from '../shape.js'
import type { Variables } from './slots.js'
import { rowListSql, type RowJson } from './row-json.js'
import { StatementRow, type Statement } from './statement.js'
import { objectSql } from '../filter/values.js'
import { conditionOf, notWithdrawn } from '../filter/where.js'

/** The rows of a list, before its arguments. */
export interface ListSource {
  statement: Statement
  /** The row that has the list; absent at the root. */
  parent?: StatementRow
  type: () => Class
  on?: Template
  via?: Template
  hasWithdrawn?: boolean
  /** The parameters that `on` refers to by name. */
  params?: Record<string, string>
}

/** Returns the JSON of one row of the list. */
export type NodeSql = (row: StatementRow, type: GraphQLObjectType, nodes: Nodes) => RowJson

const maxPageSize = 100
const defaultPageSize = 25

/** Returns the page size of the argument `first`. Rejects one out of range, at `path`, the path of the list. */
export function pageSizeOf(args: Variables, path: string): number {
  const first = args.first ?? defaultPageSize
  if (typeof first !== 'number' || first < 0 || first > maxPageSize)
    throw badField(`${path}.first`, 'FIRST_OUT_OF_RANGE', { max: maxPageSize, value: Number(first) })
  return first
}

/**
 * Returns the sub-query that reads a connection as one JSON object.
 *
 * `agencies(first: 2, orderBy: [{ code: ASC }]) { nodes { name } pageInfo { hasNextPage } }` becomes
 * ```sql
 * (select json_build_object('nodes', coalesce(json_agg(q.c1) filter (where q.n <= 2), '[]'),
 *                           'pageInfo', json_build_object('hasNextPage', count(*) > 2))
 *    from (select json_build_object('name', r1."name") as c1,
 *                 row_number() over (order by r1."code" asc, r1."id" asc) as n
 *            from "agency" r1 where true order by r1."code" asc, r1."id" asc limit 3) q)
 * ```
 * The page reads one row more than `first` only when `pageInfo` is selected. `totalCount` alone reads no page.
 */
export function connectionSql(
  selection: Selection,
  source: ListSource,
  { name: path, nodes, field }: SelectedField,
  args: Variables,
  nodeSql: NodeSql,
): string {
  const fields = subfields(selection, objectOf(field!), nodes)
  const row = new StatementRow(source.statement, shapeOf(source.type()), source.parent)
  const rows = new ListRows(row, source, args.where, path)
  const names = new Set(fields.map((selected) => selected.name))
  const page = pageNames.some((name) => names.has(name))
    ? new Page(rows, args, path, names.has('pageInfo'))
    : null
  const json = objectSql(
    fields.map((selected) => [selected.key, connectionFieldSql(selection, selected, rows, page!, nodeSql)]),
  )
  return page ? `(select ${json} from (${page.select()}) q)` : `(select ${json})`
}

/** The fields that need a page, unlike `totalCount`. */
const pageNames = ['nodes', 'edges', 'pageInfo']

function connectionFieldSql(
  selection: Selection,
  { name, field, nodes }: SelectedField,
  rows: ListRows,
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
): RowJson {
  let notedId: string | undefined
  const json = objectSql(
    subfields(selection, type, nodes).map(({ key, name, field, nodes }) => {
      if (name !== 'node') return [key, name === 'cursor' ? page.cursor : `'${type.name}'`]
      const node = nodeSql(page.rows.row, objectOf(field!), nodes)
      notedId = node.notedId
      return [key, node.json]
    }),
  )
  return { json, notedId }
}

function infoSql(selection: Selection, page: Page, type: GraphQLObjectType, nodes: Nodes): string {
  return objectSql(
    subfields(selection, type, nodes).map(({ key, name }) => [
      key,
      name === 'hasNextPage' ? page.hasNext() : name === 'endCursor' ? page.endCursor() : `'${type.name}'`,
    ]),
  )
}

/** The rows of the list that match its `where`. */
class ListRows {
  readonly conditions: string[]
  private readonly via: string

  constructor(
    readonly row: StatementRow,
    private readonly source: ListSource,
    where: unknown,
    path: string,
  ) {
    this.via = `${row.alias}_via`
    this.conditions = [
      ...(source.on ? [row.fill(source.on, { ...source.params, via: this.via })] : []),
      ...(where ? [conditionOf(row, where, `${path}.where`)] : []),
      ...(source.hasWithdrawn ? [] : notWithdrawn(row, where)),
    ]
  }

  /** Returns FROM and WHERE. Call it last: expressions written later may join further rows. */
  from(further: string[] = []): string {
    const { via } = this.source
    const from = this.row.from(via && this.row.fill(via, { via: this.via }))
    return `from ${from} where ${[...this.conditions, ...further].join(' and ') || 'true'}`
  }

  /** Counts all rows of the list, without the cursor and limit of the page. */
  count(): string {
    return `(select count(*) ${this.from()})`
  }
}

/** The page as a sub-query `q`: one column for each selected expression, and the row number `n`. */
class Page {
  readonly cursor: string
  private readonly keys: SortKey[]
  private readonly after: string[]
  private readonly first: number
  private readonly columns: string[] = []

  /** With `readsNext`, the page reads one row more, to find out whether it exists; `pageFilter` excludes it. */
  constructor(
    readonly rows: ListRows,
    args: Variables,
    path: string,
    private readonly readsNext: boolean,
  ) {
    this.keys = sortKeys(rows.row, args.orderBy, `${path}.orderBy`)
    this.after = args.after ? [afterSql(rows.row, this.keys, args.after, `${path}.after`)] : []
    this.first = pageSizeOf(args, path)
    this.cursor = cursorSql(rows.row, this.keys)
  }

  private addColumn(sql: string): string {
    return `q.c${this.columns.push(sql)}`
  }

  private get pageFilter(): string {
    return this.readsNext ? ` filter (where q.n <= ${this.first})` : ''
  }

  list({ json, notedId }: RowJson): string {
    const columns = { json: this.addColumn(json), notedId: notedId && this.addColumn(notedId) }
    return rowListSql(columns, this.pageFilter)
  }

  hasNext(): string {
    return `count(*) > ${this.first}`
  }

  // An aggregate with its own ORDER BY would make PostgreSQL sort the input of the other lists too.
  endCursor(): string {
    return `(array_agg(${this.addColumn(this.cursor)})${this.pageFilter})[least(count(*), ${this.first})]`
  }

  select(): string {
    const order = orderSql(this.keys)
    const columns = this.columns.map((sql, i) => `${sql} as c${i + 1}`)
    if (this.readsNext) columns.push(`row_number() over (order by ${order}) as n`)
    const limit = this.readsNext ? this.first + 1 : this.first
    const from = this.rows.from(this.after).replaceAll(rowByRowHint, 'offset 0')
    return `select ${columns.join(', ')} ${from} order by ${order} limit ${limit}`
  }
}
