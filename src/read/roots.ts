/** The Query fields that are read from the database: how one is declared, and what it reads. */
import { Context, Info, Query } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { addArgument, addListArguments, type Argument } from './field-arguments.js'
import { connectionTypeOf } from './inputs.js'
import type { Class, Template } from './shape.js'
import type { Variables } from './slots.js'
import type { StatementRow, Statement } from './statement.js'

/** A row of `type`, found by exactly one of its arguments. */
export interface OneRoot {
  form: 'one'
  type: () => Class
  by: Record<string, { on: Template; sql: string }>
  /** The function of the database that is told of what was asked for and not found. */
  missed?: string
}
export interface ListRoot {
  form: 'list'
  type: () => Class
  /** Which rows belong to the list at all; it sees the list's own arguments as `{name}`. */
  on?: Template
  /** The SQL type of each argument of its own. */
  args?: Record<string, string>
  /** A plain list in this order, without arguments. */
  order?: Template
}
/** A row made by a statement of its own: `rows` writes what stands before the selection, and names the source. */
export interface ReportRoot {
  form: 'report'
  type: () => Class
  /** All its rows as a plain list in this order; absent: the one row. */
  order?: Template
  /** As many of them as the argument `first` says. */
  paged: boolean
  rows: (context: ReportContext) => ReportRows
}
export interface ReportRows {
  with: string
  source: string
  /** The rows (type, id) that it counts, over its sets: what somebody has to see to see what it says. Absent where it shows them. */
  counted?: string
}
/** What a report is asked: its arguments (or the slots that stand for them), and the statement they go into. */
export interface ReportContext {
  statement: Statement
  args: Variables
  /** The condition that a where puts on a row. */
  condition: (row: StatementRow, where: unknown) => string
}
export type Root = OneRoot | ListRoot | ReportRoot

const roots = new Map<string, Root>()

export const findRoot = (name: string): Root | undefined => roots.get(name)

export const listTypes = (): Class[] =>
  [...roots.values()].flatMap((root) => (root.form === 'list' && !root.order ? [root.type()] : []))

/** What a resolver finds when the database was asked for the whole operation at once. */
export interface ResolvedData {
  data?: Record<string, unknown>
}

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

export function FindMany(
  type: () => Class,
  description: string,
  { on, args = [] }: { on?: Template; args?: Argument[] } = {},
): MethodDecorator {
  return (target, key, descriptor) => {
    const types = Object.fromEntries(args.map(({ name, sql }) => [name, sql]))
    declare(
      String(key),
      () => connectionTypeOf(type()),
      { form: 'list', type, on, args: types },
      description,
      false,
    )(target, key, descriptor)
    args.forEach((argument, index) => addArgument(target.constructor, String(key), index + 2, argument))
    addListArguments(target.constructor, String(key), type, args.length + 2)
  }
}

/** All rows of a small, closed set, in a fixed order. */
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

export function Report(
  type: () => Class,
  description: string,
  args: Omit<Argument, 'sql'>[],
  rows: ReportRoot['rows'],
  { nullable = false, order }: { nullable?: boolean; order?: Template } = {},
): MethodDecorator {
  return (target, key, descriptor) => {
    declare(
      String(key),
      order ? () => [type()] : type,
      { form: 'report', type, rows, order, paged: args.some(({ name }) => name === 'first') },
      description,
      nullable,
    )(target, key, descriptor)
    args.forEach((argument, index) => addArgument(target.constructor, String(key), index + 2, argument))
  }
}
