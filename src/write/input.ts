/** Derives the inputs of mutations from their types, so that the rules of a field are declared only once. */
import { Field, ID, InputType, Int, IntersectionType, PartialType, PickType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { NotNull } from '../core/validation/rule.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { shapeOf, type Class, type PartField } from '../read/shape.js'
import { PartialDateInput } from './partial-date-input.js'

type Constructor<T> = new () => T

/** Some fields of a type in an input: a nullable one may be left out. */
type PickedFields<T, K extends keyof T> = { [P in K as null extends T[P] ? never : P]: T[P] } & {
  [P in K as null extends T[P] ? P : never]?: T[P]
}

@InputType({ isAbstract: true })
abstract class Creation {
  @Field(() => String, {
    nullable: true,
    description: 'A request with the same key again returns the first result and creates nothing.',
  })
  idempotencyKey?: string
}

@InputType({ isAbstract: true })
abstract class Edition {
  @Field(() => ID, { description: 'The id of the row.' })
  id: string

  @Field(() => Int, {
    description:
      'The version that you read. If the row has changed since, the edit is rejected with CONFLICT.',
  })
  version: number
}

const partInputs = new Map<Class, Constructor<object>>([[PartialDate, PartialDateInput]])

/**
 * Returns the input of an embedded part, with the fields that are columns: `MoneyInput { amount currency }` for
 * `Money`.
 */
export function partInput<T extends object>(part: Class<T>): Constructor<T> {
  const existing = partInputs.get(part)
  if (existing) return existing as Constructor<T>
  const names = [...shapeOf(part).fields]
    .filter(([, f]) => f.form === 'value' && f.column)
    .map(([name]) => name)
  const input = {
    [`${part.name}Input`]: class extends (PickType(
      part as never,
      names as never,
      InputType,
    ) as Constructor<object>) {},
  }[`${part.name}Input`]!
  InputType()(input)
  partInputs.set(part, input)
  return input as Constructor<T>
}

/**
 * Returns an input with some fields of a type; embedded parts become their inputs.
 *
 * `class CreateApiKeyInput extends pickFields(ApiKey, ['name']) { … }` declares `input CreateApiKeyInput { name:
 * String! … }`.
 */
export function pickFields<T extends object, K extends keyof T & string>(
  type: Class<T>,
  names: readonly K[],
): Constructor<PickedFields<T, K>> {
  const parts = names.filter((name) => partOf(type, name))
  const input = PickType(
    type as never,
    names.filter((name) => !parts.includes(name)) as never,
    InputType,
  ) as Constructor<object>
  for (const name of parts) addPart(input, name, partOf(type, name)!)
  return input as Constructor<PickedFields<T, K>>
}

function partOf(type: Class, name: string): PartField | undefined {
  const field = shapeOf(type).fields.get(name)
  return field?.form === 'part' ? field : undefined
}

function addPart(input: Constructor<object>, name: string, { type, nullable, description }: PartField): void {
  const part = partInput(type())
  Field(() => part, { nullable, description })(input.prototype as object, name)
  if (nullable) IsOptional()(input.prototype as object, name)
  ValidateNested()(input.prototype as object, name)
  TypeOf(() => part)(input.prototype as object, name)
}

const intersect = (a: Constructor<object>, b: Constructor<object>): Constructor<object> =>
  IntersectionType(a, b, InputType)

/** Returns an input in which the fields are required, also those that are nullable in the type. */
function requireFields(type: Class, names: readonly string[]): Constructor<object> {
  const nullable = names.filter((name) => requiredDecorator(type, name))
  const input = pickFields(type, names.filter((name) => !nullable.includes(name)) as never[])
  for (const name of nullable) requiredDecorator(type, name)!(input.prototype as object, name)
  return input
}

/** Returns the decorator that declares a nullable field as required; null for a field that is not nullable. */
function requiredDecorator(type: Class, name: string): PropertyDecorator | null {
  const field = shapeOf(type).fields.get(name)
  if (field?.form === 'value' && field.nullable) return field.declareInInput!
  if (field?.form !== 'part' || !field.nullable) return null
  return (input) => addPart(input.constructor as Constructor<object>, name, { ...field, nullable: false })
}

/** Returns an input in which the fields are optional; null empties those that may be empty. */
export function optionalFields<T extends object, K extends keyof T & string>(
  type: Class<T>,
  names: readonly K[],
): Constructor<Partial<Pick<T, K>>> {
  const input = PartialType(pickFields(type, names as never[]) as never, {
    decorator: InputType,
    skipNullProperties: false,
  }) as Constructor<Partial<Pick<T, K>>>
  for (const name of names) if (!canBeEmpty(type, name)) NotNull()(input.prototype as object, name)
  return input
}

function canBeEmpty(type: Class, name: string): boolean {
  const field = shapeOf(type).fields.get(name)
  return field?.form === 'value' ? field.emptied : field?.form === 'part' ? field.nullable : true
}

/**
 * Returns the input of a create, with required and optional fields and an idempotency key.
 *
 * `createInputOf(Agency, ['code', 'name', 'kind'], [])` declares
 * `input { code: String! name: String! kind: AgencyKind! idempotencyKey: String }`.
 */
export function createInputOf<T extends object, R extends keyof T & string, O extends keyof T & string>(
  type: Class<T>,
  required: readonly R[],
  optional: readonly O[],
): Constructor<PickedFields<T, R> & Partial<Pick<T, O>> & { idempotencyKey?: string }> {
  const fields = intersect(requireFields(type, required), optionalFields(type, optional))
  return intersect(fields, Creation as never) as never
}

/**
 * Returns the input of an edit: a field that is left out stays unchanged, null empties it where that is allowed.
 *
 * `updateInputOf(Agency, ['name', 'active'])` declares
 * `input { id: ID! version: Int! name: String active: Boolean }`.
 */
export function updateInputOf<T extends object, O extends keyof T & string>(
  type: Class<T>,
  optional: readonly O[],
): Constructor<Partial<Pick<T, O>> & { id: string; version: number }> {
  return intersect(Edition as never, optionalFields(type, optional)) as never
}
