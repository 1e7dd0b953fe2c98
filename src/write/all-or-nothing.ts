/** Runs several mutations of one operation in one transaction. */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server'
import { execute, GraphQLError, type ExecutionResult } from 'graphql'
import type { DataSource, EntityManager } from 'typeorm'
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
  lockFirst: LockFirst,
): ApolloServerPlugin<MutationContext> => ({
  async requestDidStart() {
    return {
      async responseForOperation(context) {
        const { contextValue: caller } = context
        if (!caller.calls || caller.calls.length < 2) return null
        try {
          return toSingleResult(await runInOneTransaction(source, context, caller.calls, lockFirst))
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

/**
 * Locks, in a fixed order, the rows with these ids that mutations lock one after the other, so that two operations that
 * name the same rows in another order do not deadlock.
 */
export type LockFirst = (db: EntityManager, ids: readonly string[]) => Promise<unknown>

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** Returns the ids in the text of an operation and in its variables. */
const idsIn = ({ query, variables }: GraphQLRequestContext<MutationContext>['request']): string[] => [
  ...new Set(`${query ?? ''} ${JSON.stringify(variables ?? {})}`.match(uuid) ?? []),
]

async function runInOneTransaction(
  source: DataSource,
  context: GraphQLRequestContext<MutationContext>,
  calls: readonly string[],
  lockFirst: LockFirst,
): Promise<{ data: ExecutionResult['data'] }> {
  const { contextValue: caller } = context
  const unshared = calls.find((name) => unsharedMutations.has(name))
  if (unshared) throw appError('notTogether', { mutation: unshared })
  return writeAs(source, caller.token, async (db, viewer) => {
    caller.shared = { db, viewer }
    await lockFirst(db, idsIn(context.request))
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
