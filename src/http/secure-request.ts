import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the browser uses HTTPS: to us, to a trusted proxy, or because the public URL says so. */
    readonly isSecure: boolean
  }
}

/** Defines `isSecure` on each request. */
export function markSecureRequests(server: FastifyInstance, publicUrl: string | undefined): void {
  const isPublicSecure = publicUrl?.startsWith('https:') ?? false
  server.decorateRequest('isSecure', {
    getter(this: FastifyRequest) {
      return isPublicSecure || this.protocol === 'https'
    },
  })
}
