// npm start: builds what has changed, then runs the service in this process, so that signals and the exit code are its
// own. The npm script has `exec` for the same reason: npm passes signals only to its shell.
import { makeReady } from './ready.mjs'

await makeReady()
process.setSourceMapsEnabled(true)
await import('../dist/src/main.js')
