/** Fetches exports over HTTP, and reads them with other libraries than those that wrote them. */
import { parse } from 'csv-parse/sync'
import type { TestService } from './test-service.js'
import { readSheet, readWorkbook } from './documents.js'

export interface FetchedExport {
  status: number
  headers: Headers
  body: Buffer
}

export interface RequestOptions {
  headers?: Record<string, string>
  /** Sent as JSON in a POST. */
  body?: unknown
  signal?: AbortSignal
}

export interface ExportClient {
  token: (email: string) => Promise<string>
  /** Fetches a path as the user with this e-mail address; null is an anonymous request. */
  fetch: (email: string | null, path: string, options?: RequestOptions) => Promise<FetchedExport>
  /** Fetches a path with a bearer token, and does not wait for the body. */
  open: (token: string | null, path: string, options?: RequestOptions) => Promise<Response>
}

export function createExportClient({ address, run }: TestService): ExportClient {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (email: string): Promise<string> => {
    const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    return (await run(null, mutation, { input: { email, password: 'ancrage-demo' } })).signIn.token
  }
  const token = (email: string) => {
    if (!tokens.has(email)) tokens.set(email, signIn(email))
    return tokens.get(email)!
  }
  const open: ExportClient['open'] = (bearer, path, { headers, body, signal } = {}) =>
    fetch(`${address}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  return {
    token,
    open,
    fetch: async (email, path, options) => {
      const response = await open(email === null ? null : await token(email), path, options)
      const body = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: response.headers, body }
    },
  }
}

/** Writes parameters other than text as JSON. */
export function toQueryString(parameters: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return search.toString()
}

/** Returns all records, the headings first. */
export const readCsv = ({ body }: FetchedExport, delimiter = ','): string[][] =>
  parse(body, { bom: true, delimiter })

export const readJsonLines = ({ body }: FetchedExport): any[] =>
  body
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Returns the values of the first sheet by row, the headings first. */
export async function readFirstSheet({ body }: FetchedExport): Promise<unknown[][]> {
  const book = await readWorkbook(body)
  return readSheet(book.worksheets[0]!)
}

export const readError = ({ status, body }: FetchedExport) => {
  const [{ message, extensions }] = (JSON.parse(body.toString()) as { errors: any[] }).errors as [any]
  return { status, message, code: extensions.code, fields: extensions.fields }
}
