import { UnsupportedMediaTypeException } from '@nestjs/common'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Reads `multipart/form-data` as text, for the requests by which mail programs unsubscribe (RFC 8058). Other addresses
 * refuse the type, as without this parser.
 */
export function acceptOneClickBodies(server: FastifyInstance): void {
  server.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (request, body, done) =>
    isUnsubscribe(request) ? done(null, body) : done(new UnsupportedMediaTypeException()),
  )
}

const isUnsubscribe = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith('/unsubscribe/') === true
