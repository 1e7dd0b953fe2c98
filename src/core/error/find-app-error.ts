import { GraphQLError } from 'graphql'
import { AppError } from './app-error.js'

/** The problem behind an error, null when there is none: graphql-js wraps what a scalar or a resolver throws. */
export function findAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  return error instanceof GraphQLError ? findAppError(error.originalError) : null
}
