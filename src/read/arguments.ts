import { coerceInputValue, type GraphQLArgument } from 'graphql'
import { badFields } from '../core/error/app-error.js'
import { findInputFaults, inputValueOf } from './input-errors.js'
import { checkDepth } from './limits.js'
import type { Variables } from './slots.js'

/** What a field is given in JSON, as GraphQL would hand it over: with the defaults of what is left out. Throws what is wrong with it. */
export function coercedArguments(args: readonly GraphQLArgument[], input: Variables): Variables {
  checkDepth(input)
  const left = args.filter(
    ({ name, defaultValue }) => input[name] !== undefined || defaultValue === undefined,
  )
  const faults = left.flatMap(({ type, name }) =>
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
