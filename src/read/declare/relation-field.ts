/** Decorators of fields that show other rows. */
import { addListArguments } from '../compile/field-arguments.js'
import { connectionTypeOf } from '../filter/inputs.js'
import { setShapeField, type Class, type Template } from '../shape.js'
import { field } from './graphql-field.js'

/**
 * The row whose key is the expression `key`. It is null when no row matches or the viewer may not see it.
 *
 * With `@ToOne(() => Agency, '{t}.agency_id', …) agency`, `agency { code }` reads
 * `(select json_build_object('code', r2."code") from "agency" r2 where r2."id" = r1.agency_id)`.
 */
export function ToOne(
  type: () => Class,
  key: Template,
  description: string,
  options: { nullable?: boolean } = {},
): PropertyDecorator {
  return (target, name) => {
    field(type, { nullable: options.nullable ?? false, description })(target, String(name))
    setShapeField(target.constructor as Class, String(name), {
      form: 'one',
      type,
      key,
      nullable: options.nullable ?? false,
    })
  }
}

interface ManyOptions {
  /** A join between the rows of the list and this row, which `on` refers to as `{via}`. */
  via?: Template
  /** Whether withdrawn rows are in the list. */
  hasWithdrawn?: boolean
}

/**
 * The rows that refer to this one, as a connection with where, orderBy, first and after.
 *
 * With `@ToMany(() => Contact, '{t}.prospect_id = {p}.id', …) contacts`, `contacts(first: 3) { nodes { name } }` reads
 * ```sql
 * (select json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
 *    from (select json_build_object('name', r2."name") as c1 from "contact" r2
 *           where r2.prospect_id = r1.id order by r2."id" desc limit 3) q)
 * ```
 */
export function ToMany(
  type: () => Class,
  on: Template,
  description: string,
  options: ManyOptions = {},
): PropertyDecorator {
  return (target, name) => {
    field(() => connectionTypeOf(type()), { description })(target, String(name))
    addListArguments(target.constructor, String(name), type)
    setShapeField(target.constructor as Class, String(name), {
      form: 'many',
      type,
      on,
      via: options.via,
      paged: true,
      hasWithdrawn: options.hasWithdrawn,
    })
  }
}

/**
 * A short list of rows that belong to this one, without arguments, in the order `order`. `from` replaces the source of
 * the rows' type.
 *
 * With `ListOf(() => ActiveSession, '{t}.user_id = {p}.id', '{t}.last_seen_at desc, {t}.id desc', …)`,
 * `sessions { address }` reads
 * ```sql
 * (select coalesce(json_agg(q.j), '[]')
 *    from (select json_build_object('address', r3.address) as j from active_session r3
 *           where r3.user_id = r1.id order by r3.last_seen_at desc, r3.id desc) q)
 * ```
 */
export function ListOf(
  type: () => Class,
  on: Template,
  order: Template,
  description: string,
  options: ManyOptions & { from?: string } = {},
): PropertyDecorator {
  return (target, name) => {
    field(() => [type()], { description })(target, String(name))
    setShapeField(target.constructor as Class, String(name), {
      form: 'many',
      type,
      on,
      order,
      via: options.via,
      from: options.from,
      paged: false,
    })
  }
}
