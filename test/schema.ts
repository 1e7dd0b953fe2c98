import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'

/** The committed schema. `npm run schema` and its check keep it equal to the classes. */
export const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))
