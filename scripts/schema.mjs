// npm run schema: writes schema.graphql and schema.sql. With --check: fails if schema.graphql differs from what the classes
// define, or if a change would break clients and docs/schema-changes.md does not list it. test/definitions.spec.ts checks
// schema.sql.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, findBreakingChanges } from 'graphql'
import { makeReady } from './ready.mjs'
import { root } from './run.mjs'

const file = join(root, 'schema.graphql')
const changesFile = 'docs/schema-changes.md'

// The pages are built from the schema, so they cannot be built before it is written.
await makeReady({ withPages: false })
const { makeSchema, schemaText } = await import('../dist/src/schema.js')
const text = schemaText(await makeSchema())

if (process.argv.includes('--check'))
  process.exitCode = [isCurrent(), listsBreakingChanges()].every(Boolean) ? 0 : 1
else {
  writeFileSync(file, text)
  const { schemaSql } = await import('../dist/tools/schema-sql.js')
  writeFileSync(join(root, 'schema.sql'), await schemaSql())
}

function isCurrent() {
  const isEqual = existsSync(file) && readFileSync(file, 'utf8') === text
  if (!isEqual)
    console.error('schema.graphql differs from the classes: run npm run schema, then check what changed.')
  return isEqual
}

function listsBreakingChanges() {
  const previous = findPreviousSchema()
  if (!previous) return true
  const notes = readFileSync(join(root, changesFile), 'utf8')
  const unlisted = findBreakingChanges(buildSchema(previous), buildSchema(text)).filter(
    ({ description }) => !notes.includes(description),
  )
  for (const { description } of unlisted)
    console.error(
      `Breaking change: ${description} Keep the old beside the new, or add this sentence and what to do to ${changesFile}.`,
    )
  return unlisted.length === 0
}

/** Returns the latest committed schema that differs from the present one; undefined if there is none. */
function findPreviousSchema() {
  for (const commit of git('log', '--first-parent', '-n', '20', '--format=%H', '--', 'schema.graphql')
    .split('\n')
    .filter(Boolean)) {
    const committed = git('show', `${commit}:schema.graphql`)
    if (committed && committed !== text) return committed
  }
}

/** Returns the output of git; '' without git, history, or such a file in it. */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    })
  } catch {
    return ''
  }
}
