/**
 * The addresses of the web application, as Fastify patterns. `web/src/routes.tsx` has the page of each;
 * `test/web/shell.spec.ts` compares the two.
 */
export const pagePaths = [
  '/',
  '/pipeline',
  '/deals/:reference',
  '/meetings',
  '/prospects',
  '/prospects/new',
  '/prospects/:id',
  '/prospects/:id/briefing',
  '/contacts/:id',
  '/sites',
  '/sites/new',
  '/sites/:id',
  '/summary',
  '/summary/:agency/:period',
  '/ask',
  '/ask/:savedQuestion',
  '/search',
  '/profile',
  '/admin',
  '/admin/users',
  '/admin/users/new',
  '/admin/users/:id',
  '/admin/audit',
  '/admin/stages',
  '/admin/agencies',
  '/admin/agencies/:id',
] as const
