/** Decorators of fields made from several columns or from SQL, and of columns that the API does not show. */
import { Column, type ColumnType } from 'typeorm'
import {
  partProperty,
  setShapeField,
  shapeOf,
  toSnakeCase,
  type Class,
  type Template,
  type ValueKind,
} from '../shape.js'
import { field, type GraphQLType } from './graphql-field.js'

/**
 * A value that SQL derives from the row. `resolved` means that a field resolver completes it.
 *
 * With `@DerivedField('boolean', () => Boolean, '({t}."{#}high" is null)', …) openEnded`, `capex { openEnded }` reads
 * `(r1."capex_high" is null)`.
 */
export function DerivedField(
  kind: ValueKind,
  graphql: GraphQLType,
  sql: Template,
  description: string,
  options: { nullable?: boolean; filter?: boolean; resolved?: boolean; codes?: object; list?: boolean } = {},
): PropertyDecorator {
  const { nullable = false, filter = true, resolved = false, list = false, codes } = options
  return (target, key) => {
    field(list ? () => [graphql()] : graphql, { nullable, description })(target, String(key))
    setShapeField(target.constructor as Class, String(key), {
      form: 'value',
      sql,
      kind,
      codes,
      list,
      nullable,
      emptied: false,
      unique: false,
      filter,
      resolved,
    })
  }
}

/**
 * An object in columns of the same row, prefixed by the field's name. It is null when its first column is null. With
 * `beside`, the columns belong to a joined row.
 *
 * With `@EmbeddedField(() => Money, …) revenue`, `revenue { currency }` reads
 * `case when r1."revenue_amount" is not null then json_build_object('currency', r1."revenue_currency") end`.
 */
export function EmbeddedField(
  type: () => Class,
  description: string,
  options: { nullable?: boolean; prefix?: string; beside?: string } = {},
): PropertyDecorator {
  return (target, key) => {
    const name = String(key)
    field(type, { nullable: options.nullable ?? false, description })(target, name)
    const prefix = options.prefix ?? `${toSnakeCase(name)}_`
    for (const [inner, field] of options.beside ? [] : shapeOf(type()).fields)
      if (field.form === 'value' && field.column)
        Column({ name: prefix + toSnakeCase(inner), type: field.column, nullable: true })(
          target,
          partProperty(name, inner),
        )
    setShapeField(target.constructor as Class, name, {
      form: 'part',
      type,
      prefix,
      beside: options.beside,
      nullable: options.nullable ?? false,
      description,
    })
  }
}

/**
 * A UUID column that the API does not show: the relation declared next to it (`ToOne`) shows the row.
 *
 * `@ForeignKey() siteId: string` maps the property to the column `site_id`; no field appears in the schema.
 */
export const ForeignKey =
  (options: { nullable?: boolean } = {}): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type: 'uuid', nullable: options.nullable ?? false })(
      target,
      String(key),
    )

/**
 * A column of the entity that the API does not show.
 *
 * `@HiddenColumn('jsonb') question: object` maps the property to the column `question`; no field appears in the schema.
 */
export const HiddenColumn =
  (
    type: ColumnType,
    options: { name?: string; nullable?: boolean; array?: boolean; primary?: boolean } = {},
  ): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type, ...options })(target, String(key))
