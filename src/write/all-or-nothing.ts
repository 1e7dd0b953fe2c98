/** Runs several mutations of one operation in one transaction. */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server'
import { execute, GraphQLError, type ExecutionResult } from 'graphql'
import type { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { writeAs } from '../database/authenticated-query.js'
import { toSingleResult, type FormatError } from '../read/query-executor.js'
import type { MutationContext } from './mutation.js'

/** Mutations of sessions and passwords must be sent alone: a rollback cannot undo a sign-in or a cookie. */
const unsharedMutations = new Set([
  'signIn',
  'signOut',
  'renewSession',
  'endSession',
  'endSessions',
  'changePassword',
  'confirmIdentity',
  'enrolSecondFactor',
  'confirmSecondFactor',
])

/**
 * Creates the Apollo plugin that runs an operation with several mutations in one transaction: all are committed, or
 * none. The error names the mutation that failed.
 *
 * `mutation { a: createAgency(…) { id } b: createAgency(…) { id } }` writes two rows of `agency` and two of
 * `audit_entry`, or, when one of the two fails, none of the four.
 */
export const allOrNothing = (
  source: DataSource,
  formatError: FormatError,
): ApolloServerPlugin<MutationContext> => ({
  async requestDidStart() {
    return {
      async responseForOperation(context) {
        const { contextValue: caller } = context
        if (!caller.calls || caller.calls.length < 2) return null
        try {
          return toSingleResult(await runInOneTransaction(source, context, caller.calls))
        } catch (error) {
          await caller.shared?.afterwards?.()
          return toSingleResult({
            data: null,
            errors: [{ ...pathOf(error), ...(await formatError(error, caller)) }],
          })
        }
      },
    }
  },
})

async function runInOneTransaction(
  source: DataSource,
  context: GraphQLRequestContext<MutationContext>,
  calls: readonly string[],
): Promise<{ data: ExecutionResult['data'] }> {
  const { contextValue: caller } = context
  const unshared = calls.find((name) => unsharedMutations.has(name))
  if (unshared) throw appError('notTogether', { mutation: unshared })
  return writeAs(source, caller.token, async (db, viewer) => {
    caller.shared = { db, viewer }
    const { data, errors } = await executeOperation(context)
    if (errors) throw errors[0]!
    return { data }
  })
}

const executeOperation = async ({
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

/** Returns the path and locations of the mutation that failed. */
const pathOf = (error: unknown) =>
  error instanceof GraphQLError && error.path
    ? { path: error.path, ...(error.locations && { locations: error.locations }) }
    : {}
