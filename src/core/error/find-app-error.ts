import { GraphQLError } from 'graphql'
import { Problem } from './app-error.js'

/** The problem behind an error, null when there is none: graphql-js wraps what a scalar or a resolver throws. */
export function findProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  return error instanceof GraphQLError ? findProblem(error.originalError) : null
}
