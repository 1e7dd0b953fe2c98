// Writes the modules of the GraphQL documents only: tests of the service import rules of the pages, and their types.
import { writeDocuments } from './documents.js'

await writeDocuments()
