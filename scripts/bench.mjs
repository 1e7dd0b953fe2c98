// npm run bench: makes the checkout ready, then measures the service beside its peers.
import { makeReady } from './ready.mjs'

await makeReady()
await import('../bench/run.mjs')
