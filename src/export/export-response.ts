/** Responses with an export, and with errors: as JSON, whatever form was requested. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { dayOf } from '../core/time/day.js'
import { explainError, setErrorHeaders } from '../document/http/error-response.js'
import type { RequestParameters } from '../document/http/request-parameters.js'
import type { ExportDownload } from './export-download.js'
import type { ExportForm } from './export-request.js'
import { PullStream } from './pull-stream.js'

const mediaTypes: Record<ExportForm, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  NDJSON: 'application/x-ndjson; charset=utf-8',
  JSON: 'application/json; charset=utf-8',
}

/** Streams an export. An aborted `signal` ends it in the database as well. */
export function sendExport(
  { id, name, question, form, language, dataAt, source }: ExportDownload,
  signal: AbortSignal,
  reply: FastifyReply,
): void {
  const stream = new PullStream(source)
  if (signal.aborted) stream.destroy()
  signal.addEventListener('abort', () => stream.destroy())
  const fileName = `${[name, ...wordsOf(question), dayOf(dataAt)].join('-')}.${form.toLowerCase()}`
  void reply
    .headers({
      'content-type': mediaTypes[form],
      'content-language': language.toLowerCase(),
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-location': `/exports/${id}`,
      'export-id': id,
      'cache-control': 'no-store',
      vary: 'Authorization, Cookie, Accept-Language',
    })
    .send(stream)
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
