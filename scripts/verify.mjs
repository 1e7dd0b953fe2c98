// npm run verify: builds what has changed, then checks that the audit trail is complete.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/verify-trail.js')
