/** Answers operations that only read, and refuses what costs too much: Apollo asks here before it would execute them itself. */
import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Pool } from 'pg'
import { readAs, tellAs } from '../database/asking.js'
import { problem } from '../core/problem.js'
import type { Asker, Meter } from './asker.js'
import {
  compiled,
  measuredWrite,
  type AnsweredField,
  type AskedOperation,
  type CompiledOperation,
  type Missed,
} from './operation.js'
import type { Variables } from './slots.js'

/** An answer whose JSON text goes to the client as it came from the database. */
class Ready {
  constructor(readonly text: string) {}
}

/** Apollo's way to turn an answer into text; what is ready stays as it is. */
export function stringify({ data, extensions, ...rest }: FormattedExecutionResult): string {
  const text = data instanceof Ready ? data.text : JSON.stringify(data)
  const around = JSON.stringify({ ...rest, ...(extensions && { extensions }) })
  return text === undefined
    ? `${around}\n`
    : `{"data":${text}${around === '{}' ? '}' : `,${around.slice(1)}`}\n`
}

type Context = GraphQLRequestContext<Asker>

export type Tell = (error: unknown, asker: Asker) => Promise<GraphQLFormattedError>

export const answering = (pool: () => Pool, meter: Meter, tell: Tell): ApolloServerPlugin<Asker> => ({
  async requestDidStart() {
    return {
      async responseForOperation(context) {
        const { contextValue: asker } = context
        try {
          return await respond(pool, meter, context)
        } catch (error) {
          return single({ errors: [await tell(error, asker)] as never })
        }
      },
      async willSendResponse({ contextValue: asker, response: { body } }) {
        const { cost } = asker
        meter.note(asker)
        if (cost !== undefined && body.kind === 'single')
          body.singleResult.extensions = { ...body.singleResult.extensions, cost }
      },
    }
  },
})

/** Null where the operation is left to graphql-js. */
async function respond(pool: () => Pool, meter: Meter, context: Context) {
  const { contextValue: asker, operation } = context
  if (!operation) return null
  if (operation.operation === 'subscription')
    throw problem('badRequest', { detail: 'There are no subscriptions.' })
  if (operation.operation !== 'query') {
    Object.assign(asker, measuredWrite(askedOperation(context)))
    meter.charge(asker)
    return null
  }
  const asked = compiled(askedOperation(context))
  asker.cost = asked.operation.cost
  meter.charge(asker)
  return asked.operation.fields.length > 0 ? answer(pool(), asker, asked) : null
}

const askedOperation = ({ schema, document, operation, request }: Context): AskedOperation => ({
  schema,
  document: document!,
  operation: operation!,
  variables: request.variables ?? {},
})

interface Asked {
  operation: CompiledOperation
  variables: Variables
}

/** The response where the JSON is whole; null, with the data laid ready, where field resolvers have to finish it. */
async function answer(pool: Pool, asker: Asker, { operation, variables }: Asked) {
  const { text, name, binds } = operation
  const values = binds.map((bind) => bind(variables))
  const { viewer, texts } = await readAs(pool, asker.token, { text, name, values })
  asker.language = viewer.language
  asker.viewer = viewer
  const entries = operation.fields.map((field, i) => [field, texts[i] ?? null] as const)
  await tellMissed(pool, asker, entries, variables)
  if (!operation.plain) {
    asker.data = Object.fromEntries(
      entries.map(([field, text]) => [field.key, JSON.parse(text ?? 'null') as unknown]),
    )
    return null
  }
  const data = `{${entries.map(([field, json]) => `"${field.key}":${present(field, json)}`).join(',')}}`
  return single({ data: new Ready(data) as never })
}

/** What was asked for and not found is noted before the answer goes out, so that no refusal goes without its note. */
async function tellMissed(
  pool: Pool,
  { token }: Asker,
  entries: readonly (readonly [AnsweredField, string | null])[],
  variables: Variables,
): Promise<void> {
  const asked = new Map<Missed, string[]>()
  for (const [{ missed }, text] of entries)
    if (missed && text === null) asked.set(missed, missed.asked(variables))
  const [first] = asked.keys()
  if (first) await tellAs(pool, token, first.tell, [...asked.values()].flat(), first.field)
}

function present(field: AnsweredField, json: string | null): string {
  if (json === null && !field.nullable)
    throw new Error(`${field.key} is never null, and yet nothing was found.`)
  return json ?? 'null'
}

export const single = (singleResult: FormattedExecutionResult) => ({
  http: { headers: new HeaderMap(), status: undefined },
  body: { kind: 'single' as const, singleResult },
})
