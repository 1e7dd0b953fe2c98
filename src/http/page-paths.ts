/**
 * The addresses of the web application, as Fastify patterns. `web/src/routes.tsx` has the page of each;
 * `test/web/shell.spec.ts` compares the two.
 */
export const pagePaths = [
  '/',
  '/pipeline',
  '/deals/:reference',
  '/meetings',
  '/summary',
  '/summary/:agency/:week',
  '/ask',
  '/ask/:savedQuestion',
  '/search',
] as const
