import { ValidationPipe, type ValidationError } from '@nestjs/common'
import type { FieldCode } from './catalogue.js'
import type { Params } from './locale.js'
import { badFields, type FieldFault } from './problem.js'

/** Checks inputs by the rules that stand beside their fields; what is broken comes back as one problem with every fault. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => badFields(errors.flatMap((error) => faultsOf(error, 'input'))),
  })

interface Context {
  params: Params | ((value: unknown) => Params)
  paramsOf?: (whole: object) => Params
}

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const path = `${parent}.${error.property}`
  const own = Object.keys(error.constraints ?? {}).map((code) => {
    const context = error.contexts?.[code] as Context | undefined
    return { path, code: code as FieldCode, params: paramsOf(context, error) }
  })
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))]
}

function paramsOf(context: Context | undefined, error: ValidationError): Params {
  if (context?.paramsOf) return context.paramsOf(error.target as object)
  return typeof context?.params === 'function' ? context.params(error.value) : (context?.params ?? {})
}
