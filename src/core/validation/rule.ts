import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator'
import type { FieldCode, fieldErrorParams, RequiredParams } from '../error/error-codes.js'
import type { MessageParams } from '../locale.js'

type ParamsOf<P extends MessageParams = MessageParams> = P | ((value: unknown) => P)
/** The parameters of the sentence, and whether the rule applies to each entry of a list. */
type Rest<C> = C extends keyof typeof fieldErrorParams
  ? [params: ParamsOf<RequiredParams<typeof fieldErrorParams, C>>, each?: boolean]
  : [params?: ParamsOf, each?: boolean]

/** The context of a broken rule on class-validator's error, from which the field fault is made. */
export interface RuleContext {
  params: ParamsOf
  paramsOf?: (whole: object) => MessageParams
  /** For a rule on each entry of a list: returns the index of the first entry that breaks it. */
  entry?: (list: unknown[]) => number
}

/**
 * Rejects a value of the field that fails `test`, with the fault `code`. `each` applies the test to the entries of a
 * list. Null passes every rule except NotNull.
 */
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

/** Rejects null; the field may be left out. */
export const NotNull = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value) => value !== undefined)(target, key)
  ValidateBy({
    name: 'NOT_NULL',
    validator: { validate: (value: unknown) => value !== null, defaultMessage: () => 'NOT_NULL' },
  })(target, key)
}

/** Applies a test to the whole object that the field belongs to. */
export function ObjectRule<T extends object, C extends FieldCode>(
  code: C,
  test: (whole: T) => boolean,
  params: (whole: T) => RequiredParams<typeof fieldErrorParams, C>,
): PropertyDecorator {
  const validate = (_: unknown, args?: ValidationArguments) => test(args?.object as T)
  const context: RuleContext = { params: {}, paramsOf: (whole) => params(whole as T) }
  return ValidateBy({ name: code, validator: { validate, defaultMessage: () => code } }, { context })
}
