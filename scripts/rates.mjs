// npm run rates: makes the checkout ready, then reads in a file of exchange rates.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/cli/load-rates.js')
