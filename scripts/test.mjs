// npm test: builds what has changed, runs all checks, then the tests. A failed check does not keep the others from running;
// the last line counts checks and tests. Arguments go to jest: npm test -- prospect. Without checks: npm run test:only.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runJest } from './jest.mjs'
import { linters, runChecks } from './lint.mjs'
import { makeReady } from './ready.mjs'

const schema = {
  title: 'Schema',
  remedy: 'see above',
  command: [join('scripts', 'schema.mjs'), '--check'],
}

await makeReady()
const checks = [...linters, schema]
const failed = await runChecks(checks)
const tests = await runTests()

if (failed.length > 0) console.log(`\nFailed checks: ${failed.map(({ title }) => title).join(', ')}`)
const failures = failed.length + tests.failed
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''
console.log(`\n${checks.length - failed.length + tests.passed} passed, ${failures} failed${skipped}`)
process.exitCode = failures > 0 || tests.code !== 0 ? 1 : 0

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'ancrage-results-'))
  const results = join(folder, 'results.json')
  try {
    const code = await runJest('--json', `--outputFile=${results}`, ...process.argv.slice(2))
    return { code, ...countTests(results, code) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Counts a file whose tests could not start as one failure, and a failure of jest itself too. */
function countTests(results, code) {
  try {
    const counts = JSON.parse(readFileSync(results, 'utf8'))
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites,
      skipped: counts.numPendingTests + counts.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  }
}
