// npm start: makes the checkout ready and runs the service in this very process, so that signals and the exit code are
// its own. The npm script says `exec` for the same reason: npm passes signals on to its shell only.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/main.js')
