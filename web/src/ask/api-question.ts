/** A question as the API takes it: as variables, as an export, and as it is saved. */
import { printFilters } from '../filter/parse.js'
import { filtersOfWhere, whereOfFilters } from '../filter/where.js'
import { effectiveSettings, type Question } from './question.js'
import type { AskSearch } from './ask-search.js'
import { subjects, type Figure, type Subject } from './subjects.js'

export type Where = { and: object[] } | null

/** Returns the `where` of a question. */
export const whereOf = ({ filters, subject, moment }: Question): Where =>
  whereOfFilters(filters, subject.filters, moment)

export const measuresOf = ({ figures }: Question): string[] => [
  ...new Set(figures.flatMap(({ measures }) => measures)),
]

/** Returns the arguments of the statistic. Those without a value are left out. */
export function argumentsOf(question: Question, groups = question.groups): StatArguments {
  const { moment, subject } = question
  const where = whereOf(question)
  const { stage, ...settings } = effectiveSettings(question)
  return {
    groupBy: groups,
    measures: measuresOf(question),
    ...(where && { where }),
    ...(subject.name === 'deals' && moment),
    ...settings,
    ...(stage && groups.some((group) => group.startsWith('ENTERED_')) && { stage }),
  }
}

export interface StatArguments {
  groupBy: string[]
  measures: string[]
  where?: object
  asOf?: string | undefined
  knownAt?: string | undefined
  kind?: string
  horizon?: string
  rumours?: boolean
  currency?: string
  stage?: string
}

/** Returns the question as `saveQuestion` and `/exports` take it: the statistic, or the list of its rows. */
export function savedForm(question: Question, isList: boolean): { name: string; parameters: object } {
  const where = listWhere(question)
  return isList
    ? { name: question.subject.list, parameters: where ? { where } : {} }
    : { name: question.subject.statistic, parameters: argumentsOf(question) }
}

/** What `savedQuestion.question` holds. */
interface SavedQuestionJson {
  list?: string
  statistic?: string
  where?: unknown
  groupBy?: string[]
  measures?: string[]
  asOf?: string
  knownAt?: string
  kind?: string
  horizon?: string
  rumours?: boolean
  currency?: string
  stage?: string
}

/** Returns the address of a saved question; null if this page does not show its list or statistic. */
export function searchOfSaved(json: unknown, today: string): AskSearch | null {
  const saved = json as SavedQuestionJson
  const subject = Object.values(subjects).find(
    ({ list, statistic }) => list === saved.list || statistic === saved.statistic,
  )
  if (!subject) return null
  // Without a day it is the day of the request; with an instant alone the page names that day.
  const asOf = saved.asOf ?? (saved.knownAt ? today : undefined)
  const moment = { asOf, knownAt: saved.knownAt }
  const filters = filtersOfWhere(saved.where, subject.filters, moment)
  return {
    ...(subject.name !== 'deals' && { about: subject.name }),
    ...(saved.groupBy?.length && { by: saved.groupBy.join(',') }),
    ...(saved.measures && { show: figuresOf(subject, saved.measures) }),
    ...(filters.length > 0 && { where: printFilters(filters) }),
    ...(asOf && { asOf }),
    ...(saved.knownAt && { knownAt: saved.knownAt }),
    ...(saved.kind && saved.kind !== 'DIRECT' && { kind: saved.kind }),
    ...(saved.horizon && { horizon: saved.horizon }),
    ...(saved.rumours && { rumours: true as const }),
    ...(saved.currency && { currency: saved.currency }),
    ...(saved.stage && { stage: saved.stage }),
    ...(saved.list && { view: 'list' as const }),
  }
}

/** Returns the figures that show at least these measures. */
const figuresOf = ({ figures }: Subject, measures: string[]): string => {
  const isOwn = ({ measures: own }: Figure) => own.length === 1 && measures.includes(own[0]!)
  const shown = figures.filter(
    (figure) =>
      measures.includes(figure.measures[0]!) || measures.includes(figure.measures[1] ?? '') || isOwn(figure),
  )
  // A measure that only accompanies a range is not a column of its own.
  const accompanying = new Set(shown.flatMap(({ without }) => without ?? []))
  return shown
    .filter(({ name }) => !accompanying.has(name))
    .map(({ name }) => name)
    .join(',')
}

/** Returns the `where` that lists the rows of a question. As of a past day only deals that existed then are counted. */
export function listWhere(question: Question): Where {
  const { asOf, knownAt } = question.moment
  const where = whereOf(question)
  if (!asOf) return where
  return { and: [...(where?.and ?? []), { stageAsOf: { on: asOf, ...(knownAt && { knownAt }) } }] }
}
