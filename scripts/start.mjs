// npm start: makes the checkout ready and runs the service in this very process, so that signals and the exit code are
// its own.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/main.js')
