// npm run lint: layout, code, types, imports and prose. Each check runs, whether or not another one fails.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readOutput, root } from './run.mjs'

const program = (...path) => join('node_modules', ...path)

/** `command` is the Node program of the check with its arguments. The first takes longest. */
export const linters = [
  {
    title: 'Code (eslint)',
    remedy: 'eslint.config.js has the rules',
    command: [program('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'],
  },
  {
    title: 'Layout (prettier)',
    remedy: 'npm run format',
    command: [program('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'],
  },
  {
    title: 'Layout of SQL (sql-formatter)',
    remedy: 'npm run format',
    command: [join('scripts', 'format-sql.mjs'), '--check'],
  },
  {
    title: 'Types of the pages (tsc)',
    remedy: 'see above',
    command: [program('typescript', 'bin', 'tsc'), '--project', 'web'],
  },
  {
    title: 'Imports (dependency-cruiser)',
    remedy: '.dependency-cruiser.mjs has the layers and rules',
    command: [
      program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      ...['src', 'test', 'tools', 'bench', 'web', 'scripts'].filter((folder) =>
        existsSync(join(root, folder)),
      ),
    ],
  },
  {
    title: 'Prose (lint-prose)',
    remedy: 'scripts/prose-words.mjs has the words and what to write instead',
    command: [join('scripts', 'lint-prose.mjs')],
  },
]

/** Runs checks, two at a time, and prints what each had to say when it ends; returns those that failed. */
export async function runChecks(checks) {
  const waiting = [...checks]
  const failed = []
  const runNext = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const start = Date.now()
      const { code, output } = await readOutput(...check.command)
      const seconds = ((Date.now() - start) / 1000).toFixed(1)
      process.stdout.write(output)
      console.log(code === 0 ? `✓ ${check.title} ${seconds} s` : `✗ ${check.title}: ${check.remedy}`)
      if (code !== 0) failed.push(check)
    }
  }
  await Promise.all([runNext(), runNext()])
  return failed
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = (await runChecks(linters)).length > 0 ? 1 : 0
