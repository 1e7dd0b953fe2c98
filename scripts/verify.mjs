// npm run verify: makes the checkout ready, then looks whether the audit trail is whole.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/verify-trail.js')
