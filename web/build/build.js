// Builds the pages: the modules of the GraphQL documents, then the bundles.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { writeDocuments } from './documents.js'

await writeDocuments()
await build({ configFile: fileURLToPath(new URL('../vite.config.js', import.meta.url)), logLevel: 'error' })
