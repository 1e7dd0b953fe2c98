/** A question, and how it is written in the address: `?by=LOSS_REASON&where=lost-to:NL since:2017..`. */
import type { Moment } from '../api/moment.js'
import type { Filter } from '../filter/definition.js'
import { parseFilters, printFilters } from '../filter/parse.js'
import { groupsOf, subjects, type Figure, type Subject } from './subjects.js'
import type { AskSearch } from './ask-search.js'

export interface Question {
  subject: Subject
  groups: string[]
  figures: Figure[]
  filters: Filter[]
  moment: Moment
  settings: Settings
}

/** Arguments that only some figures or groups use. */
export interface Settings {
  kind?: string
  horizon?: string
  rumours?: true
  currency?: string
  /** The stage of the groups ENTERED_…. */
  stage?: string
}

export interface ParsedQuestion {
  question: Question
  /** Parts of the address that are not understood. */
  problems: string[]
}

const wordsOf = (list: string | undefined): string[] => (list ?? '').split(',').filter((word) => word !== '')

export function parseQuestion(search: AskSearch): ParsedQuestion {
  const subject = subjects[search.about ?? 'deals']
  const known = groupsOf(subject)
  const groups = wordsOf(search.by)
  const names = wordsOf(search.show)
  const figures = names.flatMap((name) => subject.figures.find((figure) => figure.name === name) ?? [])
  const { filters, problems } = parseFilters(search.where ?? '', subject.filters)
  const isGroup = (group: string, index: number) => known.includes(group) && groups.indexOf(group) === index
  return {
    question: {
      subject,
      groups: groups.filter(isGroup),
      figures: figures.length > 0 ? figures : [subject.figures[0]!],
      filters,
      moment: momentOf(search),
      settings: settingsOf(search),
    },
    problems: [
      ...groups.filter((group, index) => !isGroup(group, index)),
      ...names.filter((name) => !subject.figures.some((figure) => figure.name === name)),
      ...problems,
    ],
  }
}

const momentOf = ({ asOf, knownAt }: AskSearch): Moment => ({
  ...(asOf && { asOf, ...(knownAt && { knownAt }) }),
})

const settingsOf = ({ kind, horizon, rumours, currency, stage }: AskSearch): Settings => ({
  ...(kind && { kind }),
  ...(horizon && { horizon }),
  ...(rumours && { rumours }),
  ...(currency && { currency }),
  ...(stage && { stage }),
})

/** The stage that is assumed for ENTERED_… until another is chosen. */
export const defaultStage = 'NEGOTIATION'

const measuresOf = ({ figures }: Question) => new Set(figures.flatMap(({ measures }) => measures))

export const countsJobs = (question: Question): boolean =>
  question.subject.name === 'deals' &&
  [...measuresOf(question)].some((measure) => /^(JOBS|COMPARED)_/.test(measure))

export const countsCapex = (question: Question): boolean =>
  [...measuresOf(question)].some((measure) => measure.startsWith('CAPEX_'))

export const entersStage = ({ groups }: Question): boolean =>
  groups.some((group) => group.startsWith('ENTERED_'))

/** Returns the settings that have an effect; the service refuses others. */
export function effectiveSettings(question: Question): Settings {
  const { kind, horizon, rumours, currency, stage } = question.settings
  return {
    ...(countsJobs(question) && {
      ...(kind && { kind }),
      ...(horizon && { horizon }),
      ...(rumours && { rumours }),
    }),
    ...(countsCapex(question) && currency && { currency }),
    ...(entersStage(question) && { stage: stage ?? defaultStage }),
  }
}

/** Returns the part of the address that is the question; default values are left out. */
export function searchOfQuestion(question: Question): AskSearch {
  const { subject, groups, figures, filters, moment } = question
  const isDefault = figures.length === 1 && figures[0] === subject.figures[0]
  const { stage, ...settings } = effectiveSettings(question)
  return {
    ...(subject.name !== 'deals' && { about: subject.name }),
    ...(groups.length > 0 && { by: groups.join(',') }),
    ...(!isDefault && { show: figures.map(({ name }) => name).join(',') }),
    ...(filters.length > 0 && { where: printFilters(filters) }),
    ...(subject.name === 'deals' && moment),
    ...(settings as Partial<AskSearch>),
    ...(stage && stage !== defaultStage && { stage }),
  }
}

/** Adds a group or a figure with what it requires, and removes with a group the figures that require it. */
export const withGroups = (question: Question, groups: string[]): Question => ({
  ...question,
  groups,
  figures: orFirst(
    question,
    question.figures.filter(({ requires }) => !requires || groups.includes(requires)),
  ),
})

export const withFigures = (question: Question, figures: Figure[]): Question => {
  const required = figures.flatMap(({ requires }) => requires ?? [])
  return {
    ...question,
    figures: orFirst(question, figures),
    groups: [...question.groups, ...required.filter((group) => !question.groups.includes(group))],
  }
}

const orFirst = ({ subject }: Question, figures: Figure[]): Figure[] =>
  figures.length > 0 ? figures : [subject.figures[0]!]
