/** Inputs of mutations, made from the types they fill: a field's rules are said once, beside the field. */
import { Field, ID, InputType, Int, IntersectionType, PartialType, PickType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { NotNull } from '../core/rule.js'
import { shapeOf, type Class, type PartField } from '../read/shape.js'

type Constructor<T> = new () => T

/** Some fields of a type as an input gives them: what may be null may be left out. */
type PickedFields<T, K extends keyof T> = { [P in K as null extends T[P] ? never : P]: T[P] } & {
  [P in K as null extends T[P] ? P : never]?: T[P]
}

@InputType({ isAbstract: true })
abstract class Creation {
  @Field(() => String, {
    nullable: true,
    description: 'The same key again gives the first result and makes nothing new.',
  })
  idempotencyKey?: string
}

@InputType({ isAbstract: true })
abstract class Edition {
  @Field(() => ID, { description: 'Which one.' })
  id: string

  @Field(() => Int, {
    description: 'The version that you saw. If it has changed since, the edit is refused with CONFLICT.',
  })
  version: number
}

const partInputs = new Map<Class, Constructor<object>>()

/** `MoneyInput` for `Money`: the fields of a part that columns hold. */
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

/** Some fields of a type, as an abstract input; embedded parts by their inputs. */
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

const both = (a: Constructor<object>, b: Constructor<object>): Constructor<object> =>
  IntersectionType(a, b, InputType)

/** Fields that must be given, whatever may be read. */
function all(type: Class, names: readonly string[]): Constructor<object> {
  const emptied = names.filter((name) => emptiedAs(type, name))
  const input = pickFields(type, names.filter((name) => !emptied.includes(name)) as never[])
  for (const name of emptied) emptiedAs(type, name)!(input.prototype as object, name)
  return input
}

/** How to declare a field that may be null where it must be given; null for one that never is. */
function emptiedAs(type: Class, name: string): PropertyDecorator | null {
  const field = shapeOf(type).fields.get(name)
  if (field?.form === 'value' && field.nullable) return field.given!
  if (field?.form !== 'part' || !field.nullable) return null
  return (input) => addPart(input.constructor as Constructor<object>, name, { ...field, nullable: false })
}

/** Fields that may be left out, and emptied where null is a value. */
function some(type: Class, names: readonly string[]): Constructor<object> {
  const input = PartialType(pickFields(type, names as never[]) as never, {
    decorator: InputType,
    skipNullProperties: false,
  }) as Constructor<object>
  for (const name of names) if (!mayEmpty(type, name)) NotNull()(input.prototype as object, name)
  return input
}

function mayEmpty(type: Class, name: string): boolean {
  const field = shapeOf(type).fields.get(name)
  return field?.form === 'value' ? field.emptied : field?.form === 'part' ? field.nullable : true
}

/** The input of a create: these fields must be given, those may. */
export function createInputOf<T extends object, R extends keyof T & string, O extends keyof T & string>(
  type: Class<T>,
  required: readonly R[],
  optional: readonly O[],
): Constructor<PickedFields<T, R> & Partial<Pick<T, O>> & { idempotencyKey?: string }> {
  return both(both(all(type, required), some(type, optional)), Creation as never) as never
}

/** The input of an edit: what is left out stays as it is, null empties where that is possible. */
export function updateInputOf<T extends object, O extends keyof T & string>(
  type: Class<T>,
  optional: readonly O[],
): Constructor<Partial<Pick<T, O>> & { id: string; version: number }> {
  return both(Edition as never, some(type, optional)) as never
}
