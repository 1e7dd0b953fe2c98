import { GraphQLError } from 'graphql'
import { AppError } from './app-error.js'

/** Returns the AppError behind an error; null when there is none. graphql-js wraps errors of scalars and resolvers. */
export function findAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  return error instanceof GraphQLError ? findAppError(error.originalError) : null
}
