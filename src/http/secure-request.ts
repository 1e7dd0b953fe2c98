import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the browser uses HTTPS: to us, to a trusted proxy, or because the public URL says so. */
    readonly isSecure: boolean
  }
}

/** Defines `isSecure` on each request. */
export function markSecureRequests(server: FastifyInstance, publicUrl: string | undefined): void {
  server.decorateRequest('isSecure', {
    getter(this: FastifyRequest) {
      return usesHttps(this, publicUrl)
    },
  })
}

/** Returns `isSecure` of a request that has no such property, because Fastify did not route it. */
export const usesHttps = (
  { protocol }: Pick<FastifyRequest, 'protocol'>,
  publicUrl: string | undefined,
): boolean => protocol === 'https' || (publicUrl?.startsWith('https:') ?? false)
