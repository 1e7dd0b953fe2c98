import type { SubjectName } from './subjects.js'

export const views = ['table', 'chart', 'pivot', 'list'] as const
export type AskView = (typeof views)[number]

/** The search part of the address: the question, then how it is shown. */
export interface AskSearch {
  about?: SubjectName
  by?: string
  show?: string
  where?: string
  asOf?: string
  knownAt?: string
  kind?: string
  horizon?: string
  rumours?: true
  currency?: string
  stage?: string
  view?: AskView
  /** The figure in chart and pivot. */
  figure?: string
  /** The cell whose rows are listed: its values, `*` for all, `-` for not stated. */
  cell?: string
  /** A saved question has been changed; the address holds the whole of it. */
  changed?: true
}

const subjectNames: readonly SubjectName[] = ['deals', 'meetings', 'statements']

/** The router reads a text such as 2018 as a number. */
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

const isDay = (text: string | undefined): boolean =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

const texts = [
  'by',
  'show',
  'where',
  'knownAt',
  'kind',
  'horizon',
  'currency',
  'stage',
  'figure',
  'cell',
] as const

export function readAskSearch(search: Record<string, unknown>): AskSearch {
  const about = subjectNames.find((name) => name === search.about)
  const view = views.find((name) => name === search.view)
  const asOf = textOf(search.asOf)
  return {
    ...(about && about !== 'deals' && { about }),
    ...Object.fromEntries(
      texts.flatMap((name) => {
        const text = textOf(search[name])
        return text === undefined ? [] : [[name, text]]
      }),
    ),
    ...(isDay(asOf) && { asOf }),
    ...(search.rumours === true && { rumours: true as const }),
    ...(view && view !== 'table' && { view }),
    ...(search.changed === true && { changed: true as const }),
  }
}
