/** Exports as a reader gets them: fetched over HTTP, and read again by other programs than those that wrote them. */
import { parse } from 'csv-parse/sync'
import type { TestService } from './test-service.js'
import { rowsOfSheet, workbook } from './documents.js'

export interface FetchedExport {
  status: number
  headers: Headers
  body: Buffer
}

export interface Sent {
  headers?: Record<string, string>
  /** Posted as JSON. */
  body?: unknown
  signal?: AbortSignal
}

export interface Exports {
  token: (email: string) => Promise<string>
  /** Fetches an address as the user with this e-mail address; null fetches as nobody. */
  fetch: (email: string | null, path: string, sent?: Sent) => Promise<FetchedExport>
  /** The same with a bearer token. */
  open: (token: string | null, path: string, sent?: Sent) => Promise<Response>
}

export function exportsOf({ address, get }: TestService): Exports {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (email: string): Promise<string> => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    return (await get(null, query, { input: { email, password: 'ancrage-demo' } })).signIn.token
  }
  const token = (email: string) => {
    if (!tokens.has(email)) tokens.set(email, signIn(email))
    return tokens.get(email)!
  }
  const open: Exports['open'] = (bearer, path, { headers, body, signal } = {}) =>
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
    fetch: async (email, path, sent) => {
      const response = await open(email === null ? null : await token(email), path, sent)
      const body = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: response.headers, body }
    },
  }
}

/** Parameters as an address has them. */
export function query(parameters: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return search.toString()
}

/** Every record of a CSV, its headings first. */
export const csvRows = ({ body }: FetchedExport, delimiter = ','): string[][] =>
  parse(body, { bom: true, delimiter })

export const lines = ({ body }: FetchedExport): any[] =>
  body
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** The values of the first sheet, its headings first. */
export async function sheetRows({ body }: FetchedExport): Promise<unknown[][]> {
  const book = await workbook(body)
  return rowsOfSheet(book.worksheets[0]!)
}

export const readFault = ({ status, body }: FetchedExport) => {
  const [{ message, extensions }] = (JSON.parse(body.toString()) as { errors: any[] }).errors as [any]
  return { status, message, code: extensions.code, fields: extensions.fields }
}
