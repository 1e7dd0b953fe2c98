// Writes web/src/api/generated/: the types of all GraphQL documents below web/src/, and one module for each `.graphql` file
// with its operations as strings. Run by web/build/build.js; needs no build of the service.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as operationTypes from '@graphql-codegen/typescript-operations'
import { buildSchema, concatAST, Kind, parse, print, validate } from 'graphql'
import { addIds } from './add-ids.js'

const web = fileURLToPath(new URL('..', import.meta.url))
const generated = join(web, 'src', 'api', 'generated')

const config = {
  scalars: {
    Date: 'string',
    DateTime: 'string',
    Decimal: 'string',
    IsoWeek: 'string',
    SummaryPeriod: 'string',
    Url: 'string',
    JSON: 'unknown',
  },
  skipTypename: true,
  maybeValue: 'T | null',
  avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
  disableDescriptions: true,
}

/** Returns the documents below web/src/ by their path, each entity with its `id`, by which the cache stores it. */
function readDocuments(schema) {
  const files = readdirSync(join(web, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .sort()
  const documents = files.map((file) => ({
    location: file,
    document: parse(readFileSync(join(web, file), 'utf8')),
  }))
  const faults = validate(schema, concatAST(documents.map(({ document }) => document)))
  if (faults.length > 0)
    throw new Error(
      faults.map((fault) => `${fault.message}\n${fault.locations?.map(({ line }) => line)}`).join('\n'),
    )
  return documents.map(({ location, document }) => ({ location, document: addIds(schema, document) }))
}

/** Returns the operation with the fragments that it uses, directly or not, as a text of one line. */
function textOf(operation, fragments) {
  const used = new Set()
  const collect = (node) => {
    for (const [, name] of print(node).matchAll(/\.\.\.\s*(?!on\b)(\w+)/g))
      if (!used.has(name)) {
        used.add(name)
        collect(fragments.get(name))
      }
  }
  collect(operation)
  return [operation, ...[...used].map((name) => fragments.get(name))]
    .map(print)
    .join('\n')
    .replace(/\s+/g, ' ')
}

const kinds = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }

function moduleOf({ location, document }, fragments) {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (operations.length === 0) return undefined
  const types = relative(dirname(location.replace(/^src/, 'api/generated')), 'api/generated/types.js')
  const lines = operations.map((operation) => {
    const name = operation.name.value
    const type = `${name}${kinds[operation.operation]}`
    return `export const ${name}Document = ${JSON.stringify(textOf(operation, fragments))} as unknown as TypedDocumentNode<types.${type}, types.${type}Variables>`
  })
  return `import type { TypedDocumentNode } from '@urql/core'\nimport type * as types from '${types.startsWith('.') ? types : `./${types}`}'\n\n${lines.join('\n')}\n`
}

export async function writeDocuments() {
  const schemaText = readFileSync(join(web, '..', 'schema.graphql'), 'utf8')
  const schema = buildSchema(schemaText)
  const documents = readDocuments(schema)
  const fragments = new Map(
    documents.flatMap(({ document }) =>
      document.definitions
        .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    ),
  )
  const types = await codegen({
    filename: 'types.ts',
    schema: parse(schemaText),
    schemaAst: schema,
    documents,
    config,
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationTypes },
  })
  rmSync(generated, { recursive: true, force: true })
  mkdirSync(generated, { recursive: true })
  writeFileSync(join(generated, 'types.ts'), types)
  for (const entry of documents) {
    const text = moduleOf(entry, fragments)
    if (!text) continue
    const file = join(generated, entry.location.replace(/^src\//, '').replace(/\.graphql$/, '.ts'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}
