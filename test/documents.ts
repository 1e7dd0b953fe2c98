/** Fetches documents over HTTP, and reads them with other libraries than those that wrote them. */
import ExcelJS from 'exceljs'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import type { TestService } from './test-service.js'

export interface FetchedDocument {
  status: number
  headers: Headers
  body: Buffer
}

export type FetchDocument = (
  email: string | null,
  path: string,
  headers?: Record<string, string>,
) => Promise<FetchedDocument>

/** Signs in the users by their e-mail addresses, with the password of the demo; null is an anonymous request. */
export function createDocumentFetch({ address, run }: TestService): FetchDocument {
  const tokens = new Map<string, string>()
  const signIn = async (email: string) => {
    const input = { email, password: 'ancrage-demo' }
    const { signIn } = await run(
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

/** Replaces every run of white space, also of non-breaking spaces, by one space. */
export const normalizeSpaces = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ')

export const readHtmlText = (body: Buffer): string =>
  normalizeSpaces(
    body
      .toString()
      .replace(/<style>.*?<\/style>/s, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  )

export async function readPdfText(body: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(body)), { mergePages: true })
  return normalizeSpaces(text)
}

export const readPdfProperties = async (body: Buffer): Promise<string> =>
  JSON.stringify(await getMeta(await getDocumentProxy(new Uint8Array(body))))

export async function readWorkbook(body: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(body as unknown as ArrayBuffer)
  return book
}

/** Returns the values of a sheet by row, the titles first. */
export function readSheet(sheet: ExcelJS.Worksheet): unknown[][] {
  const rows: unknown[][] = []
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

/** Returns all text of a document, with its properties and its file name. */
export async function readAllText({ body, headers }: FetchedDocument): Promise<string> {
  const name = headers.get('content-disposition') ?? ''
  const type = headers.get('content-type')!
  if (type.startsWith('application/pdf'))
    return `${name} ${await readPdfText(body)} ${await readPdfProperties(body)}`
  if (!type.includes('spreadsheetml')) return `${name} ${body.toString()}`
  const book = await readWorkbook(body)
  const cells = book.worksheets.flatMap((sheet) => [sheet.name, JSON.stringify(readSheet(sheet))])
  return [name, book.title, book.creator, book.subject, book.keywords, book.description, ...cells].join(' ')
}
