// npm run migrate: builds what has changed, then brings the database up to date.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/migrate.js')
