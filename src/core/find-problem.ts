import { GraphQLError } from 'graphql'
import { badFields, Problem } from './problem.js'

/**
 * The problem behind an error, null when there is none: graphql-js wraps what a scalar throws, once for a literal
 * and twice for a variable. Only its text says at which field of the variable that was, so it is read from there.
 */
export function findProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (!(error instanceof GraphQLError) || !error.originalError) return null
  const found = findProblem(error.originalError)
  const path = variablePath(error.message, error.originalError.message)
  return found && path ? at(path, found) : found
}

// The message is `Variable "$input" got invalid value … at "input.on"; ` and then the message of the cause.
function variablePath(message: string, cause: string): string | null {
  const variable = /^Variable "\$(\w+)" got invalid value/.exec(message)?.[1]
  if (variable === undefined) return null
  const before = message.slice(0, message.length - cause.length)
  return / at "([\w.[\]]+)"; $/.exec(before)?.[1] ?? variable
}

function at(path: string, found: Problem): Problem {
  const fields = found.fields
  return fields ? badFields(fields.map((fault) => ({ ...fault, path: fault.path || path }))) : found
}
