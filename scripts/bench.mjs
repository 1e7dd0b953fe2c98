// npm run bench: builds what has changed, then measures the service beside its peers.
import { makeReady } from './ready.mjs'

await makeReady()
await import('../bench/run.mjs')
