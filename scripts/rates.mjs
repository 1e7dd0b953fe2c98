// npm run rates: builds what has changed, then imports a file of exchange rates.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/load-rates.js')
