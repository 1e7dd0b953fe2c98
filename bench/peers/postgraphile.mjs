// PostGraphile 5 on the same tables, with its preset for simpler names, and SQL functions for fields that are no column.
import './node22-polyfill.mjs'
import { createServer } from 'node:http'
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { reportPort } from './report-port.mjs'

const preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.OWNER_URL,
      schemas: ['public'],
      poolConfig: { max: 10, options: process.env.PGOPTIONS },
    }),
  ],
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false, graphqlPath: '/graphql', graphqlOverGET: false },
}

const instance = postgraphile(preset)
const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => reportPort(server.address().port))
