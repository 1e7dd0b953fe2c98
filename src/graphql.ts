import type { ApolloServerPlugin } from '@apollo/server'
import type { ApolloDriverConfig } from '@nestjs/apollo'
import {
  isIntrospectionType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import { createLogger } from './core/logger.js'
import type { DataSource } from 'typeorm'
import type { Language } from './core/locale.js'
import { appError, type AppError } from './core/error/app-error.js'
import { toAppError, toGraphqlError } from './core/error/error-response.js'
import { languageOf } from './database/authenticated-query.js'
import { poolOf } from './database/connection.js'
import { callerOf } from './http/caller.js'
import { maxTokens } from './http/document-guard.js'
import { QueryExecutor, stringify, type FormatError } from './read/query-executor.js'
import type { Caller, Meter } from './read/caller.js'
import { LongOperations } from './read/cost/long-operations.js'
import { declareInputs } from './read/filter/inputs.js'
import { findLiteralFaults, errorAt } from './read/input/error-path.js'
import { lockDeals } from './deal/deal-access.js'
import { listTypes } from './read/roots.js'
import { isResolved } from './read/shape.js'
import { allOrNothing } from './write/all-or-nothing.js'
import { logRefusal } from './write/log-refusal.js'

const log = createLogger('graphql')

/** Creates the executor that answers operations, through Apollo or on the fast path before it. */
export function createExecutor(source: DataSource, meter: Meter, schemaIsOpen: boolean): QueryExecutor {
  const connections = source.options.poolSize ?? 10
  const longOperations = new LongOperations(Math.max(1, Math.floor(connections / 2)), (token) =>
    meter.userOf(token),
  )
  return new QueryExecutor(() => poolOf(source), meter, createFormatter(source), schemaIsOpen, longOperations)
}

/** Returns a function that formats an error in the language of the caller. */
export const createFormatter =
  (source: DataSource): FormatError =>
  async (error, caller) => {
    logRefusal(error, caller)
    return format(error, await languageFor(source, caller))
  }

/** Configures Apollo on Nest: one static schema, reads compiled to SQL, errors in the language of the user. */
export function graphqlOptions(
  source: DataSource,
  executor: QueryExecutor,
): Omit<ApolloDriverConfig, 'driver'> {
  declareInputs(listTypes())
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    csrfPrevention: { requestHeaders: preflightedHeaders },
    // Apollo would keep them in the memory of one process only.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: maxValidationErrors },
    context: callerOf,
    plugins: [
      noteErrorContext(source, executor.schemaIsOpen),
      statusByMediaType,
      executor.plugin,
      allOrNothing(source, createFormatter(source), lockDeals),
    ],
    stringifyResult: stringify,
    transformSchema: readByResponseKey,
    formatError: formatWithContext,
    autoTransformHttpErrors: false,
  }
}

/**
 * Maximum number of errors after which a document is not validated further. Each searches the schema for similar names:
 * an anonymous document of 6 kB with a hundred of them, sent again and again, delayed other users by half a second.
 */
const maxValidationErrors = 5

/**
 * A GET request needs one of these headers. A browser sends them to another site only after a CORS preflight, which
 * this service does not grant. `authorization` is among them because urql sends short queries by GET by default.
 */
const preflightedHeaders = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name']

/**
 * Answers an invalid document with 200 when the Accept header begins with application/json, because a 400 may come from
 * any server in between. Other clients get 400, as GraphQL over HTTP specifies.
 */
const statusByMediaType: ApolloServerPlugin<Caller> = {
  async requestDidStart({ request }) {
    const acceptsJson = /^application\/json(;|$)/.test(request.http?.headers.get('accept') ?? '')
    return {
      async willSendResponse({ response: { http } }) {
        if (acceptsJson && http.status === 400) http.status = 200
      },
    }
  },
}

/** A row read from JSON is keyed by response key, aliases included; an object made by a resolver is keyed by field. */
const byResponseKey: GraphQLFieldResolver<Record<string, unknown>, unknown> = (row, _args, _context, info) =>
  row[isPlain(row) ? info.path.key : info.fieldName]

const isPlain = (row: object): boolean => Object.getPrototypeOf(Object.getPrototypeOf(row)) === null

/** Replaces Nest's default resolvers, which ignore aliases, except on fields with a resolver of the service. */
function readByResponseKey(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set<unknown>([
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ])
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !roots.has(type) && !isIntrospectionType(type))
  for (const type of types)
    for (const field of Object.values(type.getFields()))
      if (!isResolved(type.name, field.name)) field.resolve = byResponseKey
  return schema
}

const errorContexts = new WeakMap<object, { language: Language; reported?: AppError | null }>()

/**
 * Notes the language and the AppError of each error, because Apollo's formatError gets neither context nor document.
 */
const noteErrorContext = (source: DataSource, schemaIsOpen: boolean): ApolloServerPlugin<Caller> => ({
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, schema, document }) {
        const own = await ownLanguage(source, contextValue)
        const language = own ?? contextValue.language
        const isInvalid = errors.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED')
        const canSeeSchema = schemaIsOpen || own !== null
        const faults = isInvalid && document ? findLiteralFaults(schema, document) : []
        for (const error of errors) {
          logRefusal(error, contextValue)
          const reported = isInvalid && !canSeeSchema ? schemaMismatch : errorAt(faults, error.nodes?.[0])
          errorContexts.set(error, { language, reported })
        }
      },
    }
  },
})

/** A caller who may not introspect the schema does not learn it from validation errors either. */
const schemaMismatch = appError('badRequest', { detail: 'It does not fit the schema. Sign in to see where.' })

/** Returns the user's language, also for errors before authentication; else the language of the request. */
async function languageFor(source: DataSource, caller: Caller): Promise<Language> {
  return (await ownLanguage(source, caller)) ?? caller.language
}

/** Returns the language of the token's user; null when the token is invalid or the database does not answer. */
const ownLanguage = async (source: DataSource, { token }: Caller): Promise<Language | null> =>
  token && languageOf(poolOf(source), token).catch(() => null)

function formatWithContext(
  { path, locations }: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const { language = 'EN', reported } = errorContexts.get(error as object) ?? {}
  return {
    ...format(reported ?? error, language),
    ...(path && { path }),
    ...(locations && { locations }),
  }
}

function format(error: unknown, language: Language): GraphQLFormattedError {
  if (!toAppError(error)) log.error({ err: unwrap(error) }, 'unexpected error')
  return { ...toGraphqlError(error, language) }
}

const unwrap = (error: unknown): unknown => (error as { originalError?: unknown }).originalError ?? error
