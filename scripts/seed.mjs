// npm run seed: makes the checkout ready, then fills the database with invented data.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/seed.js')
