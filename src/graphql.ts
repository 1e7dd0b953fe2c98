import type { ApolloServerPlugin } from '@apollo/server'
import type { ApolloDriverConfig } from '@nestjs/apollo'
import {
  isIntrospectionType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import { pino } from 'pino'
import type { DataSource } from 'typeorm'
import type { Language } from './core/locale.js'
import { appError, type AppError } from './core/error/app-error.js'
import { toAppError, toGraphqlError } from './core/error/error-response.js'
import { languageOf } from './database/authenticated-query.js'
import { poolOf } from './database/connection.js'
import { callerOf } from './http/caller.js'
import { QueryExecutor, stringify, type FormatError } from './read/query-executor.js'
import type { Caller, Meter } from './read/caller.js'
import { declareInputs } from './read/inputs.js'
import { findLiteralFaults, errorAt } from './read/error-path.js'
import { listTypes } from './read/roots.js'
import { isResolved } from './read/shape.js'
import { allOrNothing } from './write/all-or-nothing.js'

const log = pino({ name: 'graphql' })

/** How operations are answered, through Apollo or before it. */
export const answeringOn = (source: DataSource, meter: Meter, schemaIsOpen: boolean): QueryExecutor =>
  new QueryExecutor(() => poolOf(source), meter, tellOn(source), schemaIsOpen)

const tellOn =
  (source: DataSource): FormatError =>
  async (error, caller) =>
    formatted(error, await languageFor(source, caller))

/** Apollo on Nest: one static schema, reads answered by the database, errors told in the language of whoever asks. */
export function graphqlOptions(
  source: DataSource,
  answering: QueryExecutor,
): Omit<ApolloDriverConfig, 'driver'> {
  declareInputs(listTypes())
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    csrfPrevention: { requestHeaders: onlyOurs },
    // They would live in the memory of one process only.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: 10_000 },
    context: callerOf,
    plugins: [
      telling(source, answering.schemaIsOpen),
      wellReceived,
      answering.plugin,
      allOrNothing(source, tellOn(source)),
    ],
    stringifyResult: stringify,
    transformSchema: readByResponseKey,
    formatError: told,
    autoTransformHttpErrors: false,
  }
}

/**
 * By GET only with one of these: a browser sends them to another site only when that allows it, and this one does not.
 * A client that has a token asks short questions by GET without being told to (urql does).
 */
const onlyOurs = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name']

/**
 * Who asks for application/json by its name is told in the answer what is wrong with a document, not by the status: any
 * server between here and there may send 400 as well. Other clients get 400, as GraphQL over HTTP has it.
 */
const wellReceived: ApolloServerPlugin<Caller> = {
  async requestDidStart({ request }) {
    const isNamed = /^application\/json(;|$)/.test(request.http?.headers.get('accept') ?? '')
    return {
      async willSendResponse({ response: { http } }) {
        if (isNamed && http.status === 400) http.status = 200
      },
    }
  },
}

/** What was read from JSON is keyed as the client asked for it, aliases included; what a resolver made is keyed by field. */
const byResponseKey: GraphQLFieldResolver<Record<string, unknown>, unknown> = (row, _args, _context, info) =>
  row[isPlain(row) ? info.path.key : info.fieldName]

const isPlain = (row: object): boolean => Object.getPrototypeOf(Object.getPrototypeOf(row)) === null

/** Nest gives every field a resolver that knows no aliases; only those that a resolver of ours finishes keep theirs. */
function readByResponseKey(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()])
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !roots.has(type) && !isIntrospectionType(type))
  for (const type of types)
    for (const field of Object.values(type.getFields()))
      if (!isResolved(type.name, field.name)) field.resolve = byResponseKey
  return schema
}

const foreseen = new WeakMap<object, { language: Language; problem?: AppError | null }>()

/** Notes in which language an error will be told, and what it is about; Apollo's formatError knows neither who asks nor what. */
const telling = (source: DataSource, schemaIsOpen: boolean): ApolloServerPlugin<Caller> => ({
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, schema, document }) {
        const own = await ownLanguage(source, contextValue)
        const language = own ?? contextValue.language
        const invalid = errors.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED')
        const isTold = schemaIsOpen || own !== null
        const faults = invalid && document ? findLiteralFaults(schema, document) : []
        for (const error of errors) {
          const result = invalid && !isTold ? misfit : errorAt(faults, error.nodes?.[0])
          foreseen.set(error, { language, problem: result })
        }
      },
    }
  },
})

/** Whoever may not ask what the schema is learns it from no refusal, either. */
const misfit = appError('badRequest', { detail: 'It does not fit the schema. Sign in to be told where.' })

/** The language of whoever asks, also of what goes wrong before the database was asked who that is. */
async function languageFor(source: DataSource, caller: Caller): Promise<Language> {
  // where the database cannot say, what the browser prefers is the best that is known
  return (await ownLanguage(source, caller)) ?? caller.language
}

/** That of a user; null where the token stands for nobody. */
const ownLanguage = async (source: DataSource, { token }: Caller): Promise<Language | null> =>
  token && languageOf(poolOf(source), token).catch(() => null)

function told({ path, locations }: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { language = 'EN', problem } = foreseen.get(error as object) ?? {}
  return {
    ...formatted(problem ?? error, language),
    ...(path && { path }),
    ...(locations && { locations }),
  }
}

function formatted(error: unknown, language: Language): GraphQLFormattedError {
  if (!toAppError(error)) log.error({ err: unwrapped(error) }, 'unforeseen')
  return { ...toGraphqlError(error, language) }
}

const unwrapped = (error: unknown): unknown => (error as { originalError?: unknown }).originalError ?? error
