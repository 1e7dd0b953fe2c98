/** Documents as a reader gets them: fetched over HTTP, and read again by other programs than those that wrote them. */
import ExcelJS from 'exceljs'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import type { TestService } from './test-service.js'

export interface FetchedDocument {
  status: number
  headers: Headers
  body: Buffer
}

export type Fetch = (
  email: string | null,
  path: string,
  headers?: Record<string, string>,
) => Promise<FetchedDocument>

/** Fetches as the user with this e-mail address; null fetches as nobody. */
export function fetchAs({ address, get }: TestService): Fetch {
  const tokens = new Map<string, string>()
  const signIn = async (email: string) => {
    const input = { email, password: 'ancrage-demo' }
    const { signIn } = await get(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input },
    )
    tokens.set(email, signIn.token as string)
  }
  return async (email, path, headers = {}) => {
    if (email !== null && !tokens.has(email)) await signIn(email)
    const bearer: Record<string, string> =
      email === null ? {} : { authorization: `Bearer ${tokens.get(email)}` }
    const response = await fetch(`${address}/summaries/${path}`, { headers: { ...bearer, ...headers } })
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    }
  }
}

/** One space is like another. */
export const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ')

export const htmlText = (body: Buffer): string =>
  plain(
    body
      .toString()
      .replace(/<style>.*?<\/style>/s, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  )

export async function pdfText(body: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(body)), { mergePages: true })
  return plain(text)
}

export const pdfProperties = async (body: Buffer): Promise<string> =>
  JSON.stringify(await getMeta(await getDocumentProxy(new Uint8Array(body))))

export async function workbook(body: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(body as unknown as ArrayBuffer)
  return book
}

/** The values of a sheet by row, its heads first. */
export function rowsOfSheet(sheet: ExcelJS.Worksheet): unknown[][] {
  const rows: unknown[][] = []
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

/** Everything that a document says, its properties and the name of its file included. */
export async function everything({ body, headers }: FetchedDocument): Promise<string> {
  const name = headers.get('content-disposition') ?? ''
  const type = headers.get('content-type')!
  if (type.startsWith('application/pdf')) return `${name} ${await pdfText(body)} ${await pdfProperties(body)}`
  if (!type.includes('spreadsheetml')) return `${name} ${body.toString()}`
  const book = await workbook(body)
  const cells = book.worksheets.flatMap((sheet) => [sheet.name, JSON.stringify(rowsOfSheet(sheet))])
  return [name, book.title, book.creator, book.subject, book.keywords, book.description, ...cells].join(' ')
}
