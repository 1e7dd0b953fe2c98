import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { demoPassword, demoUsers } from '../demo/people.js'
import { serveApp } from './app-page.js'
import type { PublicAddress } from './public-address.js'

/** The output of Vite for web/. */
const pagesFolder = fileURLToPath(new URL('../../pages/', import.meta.url))

/** File names in `assets/` contain a hash of their content, so browsers may cache them for a year. */
const immutable = 'public, max-age=31536000, immutable'

/** Types of text files that the server would send without their encoding. */
const textTypes: Partial<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** The page of the application: a template, because each answer has a nonce of its own. */
const appPage = 'app.html'

/** Serves the pages; with `demo` also the demo users for the one-click sign-in of GraphiQL. */
export async function servePages(
  server: FastifyInstance,
  address: PublicAddress,
  demo: boolean,
): Promise<void> {
  await server.register(serveStatic, {
    root: pagesFolder,
    // Serves the files listed at the start only: no path of a request reaches the file system.
    wildcard: false,
    globIgnore: [appPage, '.vite/**'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? immutable : 'no-cache')
      const type = textTypes[extname(path)]
      if (type) void reply.header('content-type', `${type}; charset=utf-8`)
    },
  })
  serveApp(server, pagesFolder + appPage, address)
  server.get('/graphiql', (_, reply) => reply.redirect('/graphiql/'))
  if (demo)
    server.get('/graphiql/demo.json', () => ({
      password: demoPassword,
      users: demoUsers.map(({ email, name, role }) => ({ email, name, role })),
    }))
}
