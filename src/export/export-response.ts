/** Responses with an export, and with errors: as JSON, whatever form was requested. */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { Pool } from 'pg'
import { dayOf } from '../core/time/day.js'
import { explainError, setErrorHeaders } from '../document/http/error-response.js'
import type { RequestParameters } from '../document/http/request-parameters.js'
import { parseRange, RangeSource } from './byte-range.js'
import type { ExportDownload, StoredFile } from './export-download.js'
import type { ExportForm } from './export-request.js'
import { PullStream, type ChunkSource } from './pull-stream.js'

const mediaTypes: Record<ExportForm, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ZIP: 'application/zip',
  NDJSON: 'application/x-ndjson; charset=utf-8',
  JSON: 'application/json; charset=utf-8',
}

/** Streams an export. An aborted `signal` ends it in the database as well. */
export async function sendExport(
  download: ExportDownload,
  signal: AbortSignal,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  setExportHeaders(download, reply)
  if (download.stored) return sendStored(download, download.stored, signal, { request, reply })
  const encoding = chooseEncoding(request, download.form)
  if (encoding) void reply.header('content-encoding', encoding)
  void reply.header('accept-ranges', 'none').send(openStream(download.source, encoding, signal))
}

function setExportHeaders(
  { id, name, question, form, language, dataAt }: ExportDownload,
  reply: FastifyReply,
) {
  const fileName = `${[name, ...wordsOf(question), dayOf(dataAt)].join('-')}.${form.toLowerCase()}`
  void reply.headers({
    'content-type': mediaTypes[form],
    'content-language': language.toLowerCase(),
    'content-disposition': `attachment; filename="${fileName}"`,
    'content-location': `/exports/${id}`,
    'export-id': id,
    'cache-control': 'no-store',
    vary: 'Authorization, Cookie, Accept-Language, Accept-Encoding',
  })
}

/**
 * Sends an earlier export, or the part of it that the client requests. The entity tag is the SHA-256 of the file. Only
 * bytes that go out count as a download.
 */
async function sendStored(
  { form, source }: ExportDownload,
  { sha256, size, recordDownload }: StoredFile,
  signal: AbortSignal,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const { range: rangeHeader, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers
  const tag = `"${sha256}"`
  const isRanged = rangeHeader !== undefined && size !== null && (ifRange === undefined || ifRange === tag)
  const range = isRanged && request.method === 'GET' ? parseRange(rangeHeader, size) : null
  const encoding = range === null ? chooseEncoding(request, form) : null
  void reply.headers({
    etag: encoding ? `"${sha256}-${encoding}"` : tag,
    'accept-ranges': size === null ? 'none' : 'bytes',
    ...(encoding && { 'content-encoding': encoding }),
  })
  if (matchesTag(ifNoneMatch, sha256)) return sendWithoutBody(source, reply.status(304))
  if (range === 'unsatisfiable')
    return sendWithoutBody(source, reply.status(416).header('content-range', `bytes */${size}`))
  if (size !== null && !encoding)
    void reply.header('content-length', range ? range.to - range.from + 1 : size)
  if (request.method === 'HEAD') return sendWithoutBody(source, reply)
  await recordDownload()
  if (range) void reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${size}`)
  void reply.send(openStream(range ? new RangeSource(source, range) : source, encoding, signal))
}

/** Sends an empty stream: for anything else, Fastify replaces the length of a HEAD response by 0. */
async function sendWithoutBody(source: ChunkSource, reply: FastifyReply): Promise<void> {
  await source.close()
  void reply.send(Readable.from([]))
}

/** Compares weakly, and whatever the encoding: the file is the same. */
const matchesTag = (ifNoneMatch = '', sha256: string): boolean =>
  ifNoneMatch
    .split(',')
    .some((tag) => tag.trim() === '*' || new RegExp(`^(W/)?"${sha256}(-gzip)?"$`).test(tag.trim()))

/** Compresses what is text, if the client accepts it and does not ask for a part of the file. */
function chooseEncoding({ headers }: FastifyRequest, form: ExportForm): 'gzip' | null {
  if (form === 'XLSX' || form === 'ZIP' || headers['accept-encoding'] === undefined) return null
  return new Negotiator({ headers }).encoding(['gzip', 'identity']) === 'gzip' ? 'gzip' : null
}

function openStream(source: ChunkSource, encoding: 'gzip' | null, signal: AbortSignal): Readable {
  const stream = new PullStream(source)
  if (signal.aborted) stream.destroy()
  signal.addEventListener('abort', () => stream.destroy())
  // an error ends the compressed stream too, and with it the connection
  return encoding ? pipeline(stream, createGzip({ level: 4 }), () => undefined) : stream
}

/** Returns what a statistic counts otherwise than by default, as words of the file name. */
function wordsOf(question: object | null): string[] {
  const { kind, horizon, rumours, asOf } = (question ?? {}) as Record<string, unknown>
  return [
    ...(typeof kind === 'string' && kind !== 'DIRECT' ? [kind.toLowerCase()] : []),
    ...(typeof horizon === 'string' ? [horizon.toLowerCase()] : []),
    ...(rumours === true ? ['with-rumours'] : []),
    ...(typeof asOf === 'string' ? [`as-of-${asOf}`] : []),
  ]
}

export async function sendExportError(
  error: unknown,
  pool: Pool,
  { request, reply, token }: { request: FastifyRequest; reply: FastifyReply; token: Buffer | null },
): Promise<void> {
  const { lang } = readParameters(request)
  const response = await explainError(error, pool, { request, token, lang })
  void setErrorHeaders(reply, response)
    .header('content-language', response.language.toLowerCase())
    .send({ errors: [response.explanation] })
}

/** Returns the parameters of the query string, or of the body of a POST. */
export function readParameters({ method, query, body }: FastifyRequest): RequestParameters {
  const parameters = method === 'POST' ? body : query
  return typeof parameters === 'object' && parameters !== null ? (parameters as RequestParameters) : {}
}
