import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { demoPassword, demoUsers } from '../demo/people.js'

/** What Vite built of web/. */
const pagesFolder = fileURLToPath(new URL('../../web/', import.meta.url))

/** Names of built files in `assets/` change with their content. */
const lasting = 'public, max-age=31536000, immutable'

/** Serves the pages; with `demo` also who may be signed in with one click in GraphiQL. */
export async function servePages(server: FastifyInstance, demo: boolean): Promise<void> {
  await server.register(serveStatic, {
    root: pagesFolder,
    // Only what is there at the start: no path of a request ever reaches the file system.
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? lasting : 'no-cache')
    },
  })
  server.get('/graphiql', (_, reply) => reply.redirect('/graphiql/'))
  if (demo)
    server.get('/graphiql/demo.json', () => ({
      password: demoPassword,
      users: demoUsers.map(({ email, name, role }) => ({ email, name, role })),
    }))
}
