import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'

/** The committed schema; that it is what the classes say, `npm run schema` and its check see to. */
export const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))
