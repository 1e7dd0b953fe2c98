import { ValidateBy, type ValidationArguments } from 'class-validator'
import type { FieldCode } from './catalogue.js'
import type { Params } from './locale.js'

type ParamsOf = Params | ((value: unknown) => Params)

/** What a broken rule leaves on class-validator's error, for the problem that is made of it. */
export interface Broken {
  params: ParamsOf
}

/** A rule of a field: breaking it is the fault `code`. `each` applies it to the entries of a list. */
export function Valid(
  code: FieldCode,
  test: (value: unknown) => boolean,
  params: ParamsOf = {},
  each = false,
): PropertyDecorator {
  const context: Broken = { params }
  return ValidateBy(
    { name: code, validator: { validate: (value: unknown) => test(value), defaultMessage: () => code } },
    { each, context },
  )
}

/** A rule over the whole object that the field belongs to. */
export function ValidWith<T extends object>(
  code: FieldCode,
  test: (whole: T) => boolean,
  params: (whole: T) => Params,
): PropertyDecorator {
  const validate = (_: unknown, args?: ValidationArguments) => test(args?.object as T)
  const context = { params: {}, paramsOf: params }
  return ValidateBy({ name: code, validator: { validate, defaultMessage: () => code } }, { context })
}
