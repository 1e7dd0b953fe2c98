/** Several mutations of one operation are one transaction: all of them hold, or none does. */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server'
import { execute, GraphQLError, type ExecutionResult } from 'graphql'
import type { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { writeAs } from '../database/authenticated-query.js'
import { toSingleResult, type FormatError } from '../read/query-executor.js'
import type { MutationContext } from './mutation.js'

/** A session is no part of the pipeline, and nothing that a transaction could take back. */
const alone = new Set(['signIn', 'signOut', 'renewSession', 'endSession', 'endSessions', 'changePassword'])

export const allOrNothing = (source: DataSource, tell: FormatError): ApolloServerPlugin<MutationContext> => ({
  async requestDidStart() {
    return {
      async responseForOperation(context) {
        const { contextValue: writer } = context
        if (!writer.calls || writer.calls.length < 2) return null
        try {
          return toSingleResult(await together(source, context, writer.calls))
        } catch (error) {
          await writer.shared?.afterwards?.()
          return toSingleResult({
            data: null,
            errors: [{ ...placeOf(error), ...(await tell(error, writer)) }],
          })
        }
      },
    }
  },
})

async function together(
  source: DataSource,
  context: GraphQLRequestContext<MutationContext>,
  calls: readonly string[],
): Promise<{ data: ExecutionResult['data'] }> {
  const { contextValue: writer } = context
  const single = calls.find((name) => alone.has(name))
  if (single) throw appError('notTogether', { mutation: single })
  return writeAs(source, writer.token, async (db, viewer) => {
    writer.shared = { db, viewer }
    const { data, errors } = await executed(context)
    if (errors) throw errors[0]!
    return { data }
  })
}

const executed = async ({
  schema,
  document,
  operationName,
  request,
  contextValue,
}: GraphQLRequestContext<MutationContext>): Promise<ExecutionResult> =>
  execute({
    schema,
    document: document!,
    operationName,
    contextValue,
    variableValues: request.variables,
  })

/** Which of the mutations failed. */
const placeOf = (error: unknown) =>
  error instanceof GraphQLError && error.path
    ? { path: error.path, ...(error.locations && { locations: error.locations }) }
    : {}
