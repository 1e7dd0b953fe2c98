/** Inputs of mutations, made from the types they fill: a field's rules are said once, beside the field. */
import { Field, ID, InputType, Int, IntersectionType, PartialType, PickType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { Valid } from '../core/valid.js'
import { shapeOf, type Class } from '../read/shape.js'

type Constructor<T> = new () => T

@InputType({ isAbstract: true })
abstract class Creation {
  @IsOptional()
  @Valid('TOO_LONG', (key) => String(key).length <= 200, { max: 200 })
  @Valid('BLANK', (key) => String(key).trim() !== '')
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
  const known = partInputs.get(part)
  if (known) return known as Constructor<T>
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
export function fieldsOf<T extends object, K extends keyof T & string>(
  type: Class<T>,
  names: readonly K[],
): Constructor<Pick<T, K>> {
  const fields = shapeOf(type).fields
  const parts = names.filter((name) => fields.get(name)?.form === 'part')
  const plain = names.filter((name) => !parts.includes(name))
  const input = PickType(type as never, plain as never, InputType) as Constructor<object>
  for (const name of parts) addPart(input, type, name)
  return input as Constructor<Pick<T, K>>
}

function addPart(input: Constructor<object>, type: Class, name: string): void {
  const field = shapeOf(type).fields.get(name)
  if (field?.form !== 'part') return
  const part = partInput(field.type())
  Field(() => part, { nullable: field.nullable, description: field.description })(
    input.prototype as object,
    name,
  )
  if (field.nullable) IsOptional()(input.prototype as object, name)
  ValidateNested()(input.prototype as object, name)
  TypeOf(() => part)(input.prototype as object, name)
}

const both = (a: Constructor<object>, b: Constructor<object>): Constructor<object> =>
  IntersectionType(a, b, InputType)
const some = (of: Constructor<object>): Constructor<object> => PartialType(of, InputType)

/** The input of a create: these fields must be given, those may. */
export function creates<T extends object, R extends keyof T & string, O extends keyof T & string>(
  type: Class<T>,
  required: readonly R[],
  optional: readonly O[],
): Constructor<Pick<T, R> & Partial<Pick<T, O>> & { idempotencyKey?: string }> {
  return both(both(fieldsOf(type, required), some(fieldsOf(type, optional))), Creation as never) as never
}

/** The input of an edit: what is left out stays as it is, null empties where that is possible. */
export function edits<T extends object, O extends keyof T & string>(
  type: Class<T>,
  optional: readonly O[],
): Constructor<Partial<Pick<T, O>> & { id: string; version: number }> {
  return both(Edition as never, some(fieldsOf(type, optional))) as never
}
