/** Reads the first page of a week over the API, as text. */
import { normalizeSpaces } from './documents.js'
import type { TestService } from './test-service.js'

interface ListAnswer {
  title: string
  note: string | null
  items: {
    reference: string | null
    codeName: string | null
    name: string
    text: string
    details: string | null
  }[]
}
export interface FirstPageAnswer {
  headline: string
  notice: string | null
  figures: { label: string; value: string; standing: string }[]
  moved: ListAnswer
  coming: ListAnswer
  attention: ListAnswer
}

export const firstPageFields = `headline notice figures { label value standing }
  moved { ...l } coming { ...l } attention { ...l }`
export const firstPageFragment =
  'fragment l on FirstPageList { title note items { reference codeName name text details } }'
const question = `query ($agency: String!, $week: IsoWeek!, $language: Language, $knownAt: DateTime) {
  weeklySummary(agency: $agency, week: $week, knownAt: $knownAt) { firstPage(language: $language) { ${firstPageFields} } } }
  ${firstPageFragment}`

/** Returns the page with plain spaces. */
export async function readFirstPage(
  { run }: TestService,
  email: string,
  variables: { agency?: string; week: string; language?: string; knownAt?: string },
): Promise<FirstPageAnswer> {
  const answer = await run(email, question, { agency: 'awex', ...variables })
  return withPlainSpaces(answer.weeklySummary.firstPage as FirstPageAnswer)
}

export const withPlainSpaces = (page: FirstPageAnswer): FirstPageAnswer =>
  JSON.parse(normalizeSpaces(JSON.stringify(page))) as FirstPageAnswer

/** Each item in one line: "Alibaba (Lotus WAL-2018-0001): … / details". */
export const linesOf = ({ items }: ListAnswer): string[] =>
  items.map(({ name, codeName, reference, text, details }) => {
    const code = reference === null ? '' : ` (${codeName} ${reference})`
    return `${name}${code}: ${text}${details === null ? '' : ` / ${details}`}`
  })

export const figuresOf = ({ figures }: FirstPageAnswer): string[] =>
  figures.map(({ label, value, standing }) => `${label}: ${value} (${standing})`)
