/** Decorators that declare the Query fields read from the database. */
import { Context, Info, Query } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { addArgument, addListArguments, type Argument } from './compile/field-arguments.js'
import { connectionTypeOf } from './filter/inputs.js'
import type { Class, Template } from './shape.js'
import type { Variables } from './compile/slots.js'
import type { StatementRow, Statement } from './compile/statement.js'

/** One row of `type`, looked up by exactly one of the arguments. */
export interface OneRoot {
  form: 'one'
  type: () => Class
  by: Record<string, { on: Template; sql: string }>
  /** The SQL function to call when the row was not found, as `record_refused_read.sql`. */
  missed?: string
}
export interface ListRoot {
  form: 'list'
  type: () => Class
  /** The condition of the rows of the list; it refers to the list's own arguments as `{name}`. */
  on?: Template
  /** For optional arguments: returns the condition by the names of those that are not null. */
  onPresent?: (names: string[]) => Template
  /** The SQL type of each own argument. */
  args?: Record<string, string>
  /** For a plain list without arguments: its order. */
  order?: Template
}
/** Rows computed by SQL of their own: `rows` returns the WITH clause and the source. */
export interface ReportRoot {
  form: 'report'
  type: () => Class
  /** The order of the rows, as a plain list; absent for a report of one row. */
  order?: Template
  /** What it costs beside its rows, as `read/cost/operation-cost.ts` counts it. */
  cost: number
  /** Whether it has the argument `first`. */
  paged: boolean
  rows: (context: ReportContext) => ReportRows
}
export interface ReportRows {
  with: string
  source: string
  /**
   * The rows (type, id) that it counts, over its CTEs: a stored export of the report is shown only to a viewer who may
   * see all of them. Absent where the report shows its rows.
   */
  counted?: string
}
/** The arguments of a report (or their slots), and the statement that they become parameters of. */
export interface ReportContext {
  statement: Statement
  args: Variables
  /** Returns the condition of a `where` on a row. */
  condition: (row: StatementRow, where: unknown) => string
}
export type Root = OneRoot | ListRoot | ReportRoot

const roots = new Map<string, Root>()

export const findRoot = (name: string): Root | undefined => roots.get(name)

export const listTypes = (): Class[] =>
  [...roots.values()].flatMap((root) => (root.form === 'list' && !root.order ? [root.type()] : []))

/** The data of an operation that was read in one statement, by response key, for the resolvers. */
export interface ResolvedData {
  data?: Record<string, unknown>
}

/** Declares a Query field whose resolver returns the data that was read for the whole operation. */
function declare(
  name: string,
  graphql: () => unknown,
  root: Root,
  description: string,
  nullable: boolean,
): MethodDecorator {
  return ((target: object, key: string, method: PropertyDescriptor) => {
    method.value = (context: ResolvedData, info: GraphQLResolveInfo) => context.data?.[info.path.key] ?? null
    Context()(target, key, 0)
    Info()(target, key, 1)
    Query(graphql as never, { name, description, nullable })(target, key, method)
    roots.set(name, root)
    return method
  }) as MethodDecorator
}

export interface LookupArgument extends Omit<Argument, 'name'> {
  on: Template
}

/**
 * Declares a Query field that looks one row up by exactly one of its arguments; null when there is none that the viewer
 * may see.
 *
 * With `@FindOne(() => Deal, …, { reference: { on: '{t}.reference = {reference}', sql: 'text', … } })`,
 * `deal(reference: "WAL-2018-0003") { reference }` reads
 * `select json_build_object('reference', r1."reference") from "deal" r1 where r1.reference = $1::text`.
 */
export function FindOne(
  type: () => Class,
  description: string,
  by: Record<string, LookupArgument>,
  options: { missed?: string } = {},
): MethodDecorator {
  return (target, key, descriptor) => {
    const name = String(key)
    const root: OneRoot = {
      form: 'one',
      type,
      by: Object.fromEntries(Object.entries(by).map(([arg, { on, sql }]) => [arg, { on, sql }])),
      ...options,
    }
    declare(name, type, root, description, true)(target, key, descriptor)
    const nullable = Object.keys(by).length > 1
    Object.entries(by).forEach(([arg, { graphql, description }], index) =>
      addArgument(target.constructor, name, index + 2, { name: arg, graphql, description, nullable }),
    )
  }
}

/**
 * Declares a Query field that returns a connection with where, orderBy, first and after.
 *
 * With `@FindMany(() => Agency, …) agencies() {}`, `agencies(first: 2) { nodes { name } }` reads
 * ```sql
 * select json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
 *   from (select json_build_object('name', r1."name") as c1 from "agency" r1 where true order by r1."id" desc limit 2) q
 * ```
 */
export function FindMany(
  type: () => Class,
  description: string,
  { args = [], ...conditions }: Pick<ListRoot, 'on' | 'onPresent'> & { args?: Argument[] } = {},
): MethodDecorator {
  return (target, key, descriptor) => {
    const types = Object.fromEntries(args.map(({ name, sql }) => [name, sql]))
    declare(
      String(key),
      () => connectionTypeOf(type()),
      { form: 'list', type, ...conditions, args: types },
      description,
      false,
    )(target, key, descriptor)
    args.forEach((argument, index) => addArgument(target.constructor, String(key), index + 2, argument))
    addListArguments(target.constructor, String(key), type, args.length + 2)
  }
}

/**
 * Declares a Query field that returns all rows of a small, closed set in a fixed order.
 *
 * With `@FindAll(() => DealStage, '{t}.position', …) dealStages() {}`, `dealStages { code }` reads
 * ```sql
 * select coalesce(json_agg(q.j), '[]')
 *   from (select json_build_object('code', r1."code") as j from "deal_stage" r1 order by r1.position) q
 * ```
 */
export function FindAll(type: () => Class, order: Template, description: string): MethodDecorator {
  return (target, key, descriptor) =>
    declare(
      String(key),
      () => [type()],
      { form: 'list', type, order },
      description,
      false,
    )(target, key, descriptor)
}

/**
 * Declares a Query field whose rows are computed by SQL of their own: one row, or with `order` a plain list.
 *
 * With `@Report(() => Viewer, …, [], () => ({ with: '', source: '(select * from "user" where id = viewer_id())' }))`,
 * `viewer { email }` reads
 * `select json_build_object('email', r1."email") from (select * from "user" where id = viewer_id()) r1`.
 */
export function Report(
  type: () => Class,
  description: string,
  args: Omit<Argument, 'sql'>[],
  rows: ReportRoot['rows'],
  { nullable = false, order, cost = 0 }: { nullable?: boolean; order?: Template; cost?: number } = {},
): MethodDecorator {
  return (target, key, descriptor) => {
    declare(
      String(key),
      order ? () => [type()] : type,
      { form: 'report', type, rows, order, cost, paged: args.some(({ name }) => name === 'first') },
      description,
      nullable,
    )(target, key, descriptor)
    args.forEach((argument, index) => addArgument(target.constructor, String(key), index + 2, argument))
  }
}
