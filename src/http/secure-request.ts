import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the browser uses HTTPS: to us, to a trusted proxy, or because the public URL says so. */
    readonly isSecure: boolean
    /** Which site made the request, as `Sec-Fetch-Site` says it; without that header, as `Origin` shows. */
    readonly site: string
  }
}

/** Defines `isSecure` and `site` on each request. */
export function markSecureRequests(server: FastifyInstance, publicUrl: string | undefined): void {
  server.decorateRequest('isSecure', {
    getter(this: FastifyRequest) {
      return usesHttps(this, publicUrl)
    },
  })
  server.decorateRequest('site', {
    getter(this: FastifyRequest) {
      return siteOf(this, publicUrl)
    },
  })
}

/** Returns `isSecure` of a request that has no such property, because Fastify did not route it. */
export const usesHttps = (
  { protocol }: Pick<FastifyRequest, 'protocol'>,
  publicUrl: string | undefined,
): boolean => protocol === 'https' || (publicUrl?.startsWith('https:') ?? false)

/**
 * Browsers send `Sec-Fetch-Site` only over HTTPS and to this machine, and older ones not at all; each sends `Origin` with
 * a form of another site. A request with neither comes from a program, or is a page that the user opens.
 */
function siteOf({ headers, host }: FastifyRequest, publicUrl: string | undefined): string {
  const { origin, 'sec-fetch-site': site } = headers
  if (typeof site === 'string') return site
  if (origin === undefined) return 'none'
  const hosts = [host, ...(publicUrl ? [new URL(publicUrl).host] : [])]
  return URL.canParse(origin) && hosts.includes(new URL(origin).host) ? 'same-origin' : 'cross-site'
}
