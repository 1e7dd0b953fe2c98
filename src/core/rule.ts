import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator'
import type { FieldCode, fieldNeeds, Needed } from './error/error-codes.js'
import type { Params } from './locale.js'

type ParamsOf<P extends Params = Params> = P | ((value: unknown) => P)
/** What the sentence needs, and whether the rule is one for each entry of a list. */
type Rest<C> = C extends keyof typeof fieldNeeds
  ? [params: ParamsOf<Needed<typeof fieldNeeds, C>>, each?: boolean]
  : [params?: ParamsOf, each?: boolean]

/** What a broken rule leaves on class-validator's error, for the problem that is made of it. */
export interface Broken {
  params: ParamsOf
  paramsOf?: (whole: object) => Params
  /** Where the rule is one for each entry of a list: the first entry that breaks it. */
  entry?: (list: unknown[]) => number
}

/** A rule of a field: breaking it is the fault `code`. `each` applies it to the entries of a list. Null breaks no rule but NotNull. */
export function Valid<C extends FieldCode>(
  code: C,
  test: (value: unknown) => boolean,
  ...[params = {}, each = false]: Rest<C>
): PropertyDecorator {
  const context: Broken = {
    params,
    ...(each && { entry: (list) => list.findIndex((value) => !test(value)) }),
  }
  return ValidateBy(
    {
      name: code,
      validator: { validate: (value: unknown) => value === null || test(value), defaultMessage: () => code },
    },
    { each, context },
  )
}

/** The field may be left out, but not emptied. */
export const NotNull = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value) => value !== undefined)(target, key)
  ValidateBy({
    name: 'NOT_NULL',
    validator: { validate: (value: unknown) => value !== null, defaultMessage: () => 'NOT_NULL' },
  })(target, key)
}

/** A rule over the whole object that the field belongs to. */
export function ValidWith<T extends object, C extends FieldCode>(
  code: C,
  test: (whole: T) => boolean,
  params: (whole: T) => Needed<typeof fieldNeeds, C>,
): PropertyDecorator {
  const validate = (_: unknown, args?: ValidationArguments) => test(args?.object as T)
  const context: Broken = { params: {}, paramsOf: (whole) => params(whole as T) }
  return ValidateBy({ name: code, validator: { validate, defaultMessage: () => code } }, { context })
}
