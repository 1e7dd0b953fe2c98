/** Decorators of classes: a GraphQL type, and the table or view that it is read from. */
import { ObjectType, TypeMetadataStorage } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { shapeOf, type Class, type NotedRows, type Template } from '../shape.js'

interface TypeOptions {
  beside?: Record<string, Template>
  key?: string
  noted?: NotedRows
}

/**
 * Declares a class as table, entity and GraphQL type in one: the class is the explicit list of what the API shows.
 * `key` is the primary key, default `id`. `beside` names joins that templates may use, `noted` the rows whose
 * reads are recorded.
 *
 * With `@TableType('agency', …) class Agency { @StringField(200, …) name: string }`, `agency(code: "awex") { name }`
 * reads `select json_build_object('name', r1."name") from "agency" r1 where r1.code = $1::text`.
 */
export function TableType(table: string, description: string, options: TypeOptions = {}) {
  return (target: Class) => {
    Entity({ name: table, synchronize: false })(target)
    ViewType(`"${table}"`, description, options)(target)
  }
}

/**
 * Declares a GraphQL type read from a view or sub-query instead of a table.
 *
 * With `@ViewType('active_session', …) class ActiveSession`, `sessions { id }` reads
 * `select json_build_object('id', r1."id") … from active_session r1`.
 */
export function ViewType(source: string, description: string, options: TypeOptions = {}) {
  return (target: Class) => {
    ObjectType({ description })(target)
    const shape = shapeOf(target)
    Object.assign(shape, { source, key: options.key ?? 'id', noted: options.noted })
    Object.assign(shape.beside, options.beside)
  }
}

/** Declares the rows of a type of a lower layer whose reads are recorded, as the option `noted` does. */
export function noteReads(type: Class, noted: NotedRows): void {
  shapeOf(type).noted = noted
}

/**
 * Adds a field to a type of a lower layer, because a lower layer must not import a higher one.
 *
 * `extendType(Prospect, 'contacts', ToMany(() => Contact, '{t}.prospect_id = {p}.id', …))` in `contact/` makes
 * `prospects { nodes { contacts { … } } }` possible; the SQL is that of `ToMany`.
 */
export function extendType(type: Class, name: string, decorate: PropertyDecorator): void {
  decorate(type.prototype as object, name)
  // Nest caches the fields of a type once an input is derived from it; this clears the cache.
  const metadata = TypeMetadataStorage.getObjectTypeMetadataByTarget(type as never)
  if (metadata) metadata.properties = undefined
}
