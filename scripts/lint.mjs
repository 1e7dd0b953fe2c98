// npm run lint: layout, code, types, imports and prose. Each check runs, whether or not another one fails.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node, root } from './run.mjs'

const program = (...path) => join('node_modules', ...path)

/** `run` gives the exit code of the check’s program. */
export const linters = [
  {
    title: 'Layout (prettier)',
    remedy: 'npm run format',
    run: () => node(program('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'),
  },
  {
    title: 'Layout of SQL (sql-formatter)',
    remedy: 'npm run format',
    run: () => node(join('scripts', 'format-sql.mjs'), '--check'),
  },
  {
    title: 'Code (eslint)',
    remedy: 'eslint.config.js has the rules',
    run: () => node(program('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'),
  },
  {
    title: 'Types of the pages (tsc)',
    remedy: 'see above',
    run: () => node(program('typescript', 'bin', 'tsc'), '--project', 'web'),
  },
  {
    title: 'Imports (dependency-cruiser)',
    remedy: '.dependency-cruiser.mjs has the layers and rules',
    run: () =>
      node(
        program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.mjs',
        ...['src', 'test', 'tools', 'bench', 'web', 'scripts'].filter((folder) =>
          existsSync(join(root, folder)),
        ),
      ),
  },
  {
    title: 'Prose (lint-prose)',
    remedy: 'scripts/prose-words.mjs has the words and what to write instead',
    run: () => node(join('scripts', 'lint-prose.mjs')),
  },
]

/** Runs checks one after the other; returns those that failed. */
export async function runChecks(checks) {
  const failed = []
  for (const check of checks) {
    const start = Date.now()
    const code = await check.run()
    const seconds = ((Date.now() - start) / 1000).toFixed(1)
    console.log(code === 0 ? `✓ ${check.title} ${seconds} s` : `✗ ${check.title}: ${check.remedy}`)
    if (code !== 0) failed.push(check)
  }
  return failed
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = (await runChecks(linters)).length > 0 ? 1 : 0
