// npm run verify-summary: builds what has changed, then reports whether files are issued summaries.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/verify-summary.js')
