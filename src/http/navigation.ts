import type { FastifyRequest } from 'fastify'

/**
 * Returns whether a browser opens the address for a person to read, rather than a program or a script of a page. A
 * program that sends a token gets its JSON even if it accepts HTML.
 */
export const isNavigation = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers.authorization === undefined &&
  /\btext\/html\b/i.test(headers.accept ?? '') &&
  ['navigate', undefined].includes(headers['sec-fetch-mode'])
