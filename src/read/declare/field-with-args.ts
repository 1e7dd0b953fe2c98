/** Decorators of fields that depend on arguments. */
import { addArgument, type Argument } from '../compile/field-arguments.js'
import { setShapeField, type Class, type Template, type ValueKind } from '../shape.js'
import { field, type GraphQLType } from './graphql-field.js'

interface FieldWithArgsOptions {
  nullable?: boolean
  args: Argument[]
  resolved?: boolean
  /** What it costs for each row, as `read/cost/operation-cost.ts` counts it; default 0. */
  cost?: number
  list?: boolean
}

/**
 * A value that depends on arguments, to which `sql` refers as `{name}`.
 *
 * With `sql` = `'to_json(… missing_facts({t}.id, {stage}) …)'` and an argument `stage` of the SQL type `text`,
 * `missing(stage: COMMITTED) { code }` reads `to_json(… missing_facts(r1.id, $1::text) …)`.
 */
export function FieldWithArgs(
  kind: ValueKind,
  graphql: GraphQLType,
  sql: Template,
  description: string,
  options: FieldWithArgsOptions,
): PropertyDecorator {
  return (target, name) => {
    field(options.list ? () => [graphql()] : graphql, { nullable: options.nullable ?? false, description })(
      target,
      String(name),
    )
    options.args.forEach((argument, index) => addArgument(target.constructor, String(name), index, argument))
    const args = Object.fromEntries(options.args.map((a) => [a.name, a.sql]))
    setShapeField(target.constructor as Class, String(name), {
      form: 'withArgs',
      sql,
      kind,
      resolved: options.resolved ?? false,
      cost: options.cost ?? 0,
      args,
    })
  }
}

/**
 * The first row of the query `sql`, which refers to the arguments as `{name}`, read as `type`; null when there is none.
 *
 * `currentProjection(kind: DIRECT) { low }` reads
 * ```sql
 * (select json_build_object('low', r2."low")
 *    from (select j.* from job_projection j where j.deal_id = r1.id and j.kind = $1::text … limit 1) r2 limit 1)
 * ```
 */
export function ToOneWithArgs(
  type: () => Class,
  sql: Template,
  description: string,
  args: Argument[],
): PropertyDecorator {
  return (target, name) => {
    field(type, { nullable: true, description })(target, String(name))
    args.forEach((argument, index) => addArgument(target.constructor, String(name), index, argument))
    setShapeField(target.constructor as Class, String(name), {
      form: 'withArgs',
      sql,
      type,
      kind: 'json',
      resolved: false,
      cost: 0,
      args: Object.fromEntries(args.map((a) => [a.name, a.sql])),
    })
  }
}
