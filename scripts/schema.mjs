// npm run schema: writes schema.graphql and schema.sql. With --check: fails where schema.graphql differs from what the classes
// say, and where a client would break without a note in docs/schema-changes.md. test/definitions.spec.ts checks schema.sql.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, findBreakingChanges } from 'graphql'
import { makeReady } from './ready.mjs'
import { root } from './run.mjs'

const file = join(root, 'schema.graphql')
const told = 'docs/schema-changes.md'

await makeReady()
const { makeSchema, schemaText } = await import('../dist/src/schema.js')
const text = schemaText(await makeSchema())

if (process.argv.includes('--check')) process.exitCode = [isCurrent(), breaksNobody()].every(Boolean) ? 0 : 1
else {
  writeFileSync(file, text)
  const { schemaSql } = await import('../dist/tools/schema-sql.js')
  writeFileSync(join(root, 'schema.sql'), await schemaSql())
}

function isCurrent() {
  const current = existsSync(file) && readFileSync(file, 'utf8') === text
  if (!current)
    console.error('schema.graphql is not what the classes say: npm run schema, then look at what changed.')
  return current
}

function breaksNobody() {
  const before = committedBefore()
  if (!before) return true
  const notes = readFileSync(join(root, told), 'utf8')
  const untold = findBreakingChanges(buildSchema(before), buildSchema(text)).filter(
    ({ description }) => !notes.includes(description),
  )
  for (const { description } of untold)
    console.error(
      `Clients break: ${description} Keep the old beside the new, or write this sentence and what to do into ${told}.`,
    )
  return untold.length === 0
}

/** The latest committed schema that differs from ours; undefined where the history does not have one. */
function committedBefore() {
  for (const commit of git('log', '--first-parent', '-n', '20', '--format=%H', '--', 'schema.graphql')
    .split('\n')
    .filter(Boolean)) {
    const committed = git('show', `${commit}:schema.graphql`)
    if (committed && committed !== text) return committed
  }
}

/** Empty where there is no git, no history, or no such file in it. */
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
