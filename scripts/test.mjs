// npm test: makes the checkout ready, checks the house rules, then runs the tests. Everything has its say, the cheap
// first; the last line counts checks and tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failing, linters } from './lint.mjs'
import { makeReady } from './ready.mjs'
import { node } from './run.mjs'

const schema = {
  title: 'Schema',
  remedy: 'see above',
  run: () => node(join('scripts', 'schema.mjs'), '--check'),
}

await makeReady()
const checks = [...linters, schema]
const failed = await failing(checks)
const tests = await jest()

if (failed.length > 0) console.log(`\nNot in order: ${failed.map(({ title }) => title).join(', ')}`)
const failures = failed.length + tests.failed
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''
console.log(`\n${checks.length - failed.length + tests.passed} passed, ${failures} failed${skipped}`)
process.exitCode = failures > 0 || tests.code !== 0 ? 1 : 0

/** Arguments of npm test go to jest: `npm test -- prospect`. */
async function jest() {
  const folder = mkdtempSync(join(tmpdir(), 'ancrage-results-'))
  const results = join(folder, 'results.json')
  try {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    const program = join('node_modules', 'jest', 'bin', 'jest.js')
    const code = await node(...flags, program, '--json', `--outputFile=${results}`, ...process.argv.slice(2))
    return { code, ...counted(results, code) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file whose tests could not even begin counts as one that failed, and so does jest itself. */
function counted(results, code) {
  try {
    const found = JSON.parse(readFileSync(results, 'utf8'))
    return {
      passed: found.numPassedTests,
      failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
      skipped: found.numPendingTests + found.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  }
}
