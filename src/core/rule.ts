import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator'
import type { FieldCode, fieldErrorParams, RequiredParams } from './error/error-codes.js'
import type { MessageParams } from './locale.js'

type ParamsOf<P extends MessageParams = MessageParams> = P | ((value: unknown) => P)
/** What the sentence needs, and whether the rule is one for each entry of a list. */
type Rest<C> = C extends keyof typeof fieldErrorParams
  ? [params: ParamsOf<RequiredParams<typeof fieldErrorParams, C>>, each?: boolean]
  : [params?: ParamsOf, each?: boolean]

/** What a broken rule leaves on class-validator's error, for the problem that is made of it. */
export interface RuleContext {
  params: ParamsOf
  paramsOf?: (whole: object) => MessageParams
  /** Where the rule is one for each entry of a list: the first entry that breaks it. */
  entry?: (list: unknown[]) => number
}

/** A rule of a field: breaking it is the fault `code`. `each` applies it to the entries of a list. Null breaks no rule but NotNull. */
export function Rule<C extends FieldCode>(
  code: C,
  test: (value: unknown) => boolean,
  ...[params = {}, each = false]: Rest<C>
): PropertyDecorator {
  const context: RuleContext = {
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
export function ObjectRule<T extends object, C extends FieldCode>(
  code: C,
  test: (whole: T) => boolean,
  params: (whole: T) => RequiredParams<typeof fieldErrorParams, C>,
): PropertyDecorator {
  const validate = (_: unknown, args?: ValidationArguments) => test(args?.object as T)
  const context: RuleContext = { params: {}, paramsOf: (whole) => params(whole as T) }
  return ValidateBy({ name: code, validator: { validate, defaultMessage: () => code } }, { context })
}
