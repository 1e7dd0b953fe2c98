// npm run create-admin: builds what has changed, then creates the first agency and its ADMIN.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/create-admin.js')
