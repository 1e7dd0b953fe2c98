import { coerceInputValue, type GraphQLArgument } from 'graphql'
import { badFields } from '../../core/error/app-error.js'
import { findInputFaults, inputValueOf } from './input-errors.js'
import { checkDepth } from '../cost/operation-cost.js'
import type { Variables } from '../compile/slots.js'

/**
 * Returns the arguments of a field from JSON, coerced as GraphQL would, with defaults. Rejects invalid ones with
 * BAD_USER_INPUT, at most ten faults.
 */
export function coerceArguments(args: readonly GraphQLArgument[], input: Variables): Variables {
  checkDepth(input)
  const checked = args.filter(
    ({ name, defaultValue }) => input[name] !== undefined || defaultValue === undefined,
  )
  const faults = checked.flatMap(({ type, name }) =>
    findInputFaults(type, input[name] === undefined ? undefined : inputValueOf(input[name]), name),
  )
  if (faults.length > 0)
    throw badFields(faults.slice(0, 10).map(({ path, code, params }) => ({ path, code, params })))
  const entries = args.map(({ name, type, defaultValue }) => [
    name,
    input[name] === undefined ? defaultValue : coerceInputValue(input[name], type),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Variables
}
