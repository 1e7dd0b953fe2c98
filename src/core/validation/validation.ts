import { ValidationPipe, type ValidationError } from '@nestjs/common'
import type { FieldCode } from '../error/error-codes.js'
import { badFields, type FieldFault } from '../error/app-error.js'
import type { RuleContext } from './rule.js'

/** Checks inputs by the rules declared beside their fields. Throws one BAD_USER_INPUT error that lists every fault. */
export const createValidationPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => badFields(errors.flatMap((error) => faultsOf(error, 'input'))),
  })

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const path = /^\d+$/.test(error.property) ? `${parent}[${error.property}]` : `${parent}.${error.property}`
  // An object that is null has the fault NOT_NULL already.
  const codes = Object.keys(error.constraints ?? {}).filter((code) => code !== 'nestedValidation')
  const own = codes.map((code) => faultOf(path, code as FieldCode, error))
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))]
}

function faultOf(path: string, code: FieldCode, error: ValidationError): FieldFault {
  const broken = error.contexts?.[code] as RuleContext | undefined
  if (!broken) return { path, code }
  if (broken.paramsOf) return { path, code, params: broken.paramsOf(error.target as object) }
  const index = broken.entry?.(error.value as unknown[])
  const value = index === undefined ? (error.value as unknown) : (error.value as unknown[])[index]
  const params = typeof broken.params === 'function' ? broken.params(value) : broken.params
  return { path: index === undefined ? path : `${path}[${index}]`, code, params }
}
