// npm run test:only: builds what has changed, then runs the named test files, without lint.
import { runJest } from './jest.mjs'
import { makeReady } from './ready.mjs'

const usage = `Usage: npm run test:only -- <part of a path>... [-t <part of a test's name>]

  npm run test:only -- prospect
  npm run test:only -- test/prospect.spec.ts -t archives`

if (process.argv.slice(2).every((arg) => arg.startsWith('-'))) {
  console.error(usage)
  process.exit(2)
}
await makeReady()
process.exitCode = await runJest(...process.argv.slice(2))
