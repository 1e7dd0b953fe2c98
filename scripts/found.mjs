// npm run found: makes the checkout ready, then puts in the first agency and its ADMIN.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/create-admin.js')
