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
  const path = variablePath(error.message)
  return found && path ? at(path, found) : found
}

const variablePath = (message: string) =>
  /^Variable "\$(\w+)" got invalid value/.exec(message) && placeIn(message)

// What the client sent is quoted before the place, and may look like one: the last one is ours.
function placeIn(message: string): string | null {
  const named = [...message.matchAll(/ at "([\w.[\]]+)"; /g)].at(-1)?.[1]
  return named ?? /^Variable "\$(\w+)"/.exec(message)?.[1] ?? null
}

function at(path: string, found: Problem): Problem {
  const fields = found.fields
  return fields ? badFields(fields.map((fault) => ({ ...fault, path: fault.path || path }))) : found
}
