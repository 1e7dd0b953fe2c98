// npm run seed: builds what has changed, then fills the database with generated data.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/seed.js')
