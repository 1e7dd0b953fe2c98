/** Answers requests that Node cannot parse, for which there is no request object and no hook of Fastify. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { securityHeaders, type HstsSettings } from './security-headers.js'

/** By code of the error; any other is a malformed request. */
const statusByCode: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/** Sends status and headers, and closes the connection, whose next bytes cannot be understood. */
export const answerClientError =
  ({ publicUrl, ...hsts }: HstsSettings & { publicUrl: string | undefined }) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const status = statusByCode[error.code ?? ''] ?? 400
    const text = STATUS_CODES[status]!
    const isSecure = publicUrl?.startsWith('https:') ?? false
    const body = JSON.stringify({ errors: [{ message: text, extensions: { code: 'BAD_USER_INPUT' } }] })
    const headers = {
      ...securityHeaders({ url: '', isSecure }, hsts),
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    if (socket.writable) socket.write([`HTTP/1.1 ${status} ${text}`, ...lines, '', body].join('\r\n'))
    socket.destroy(error)
  }
