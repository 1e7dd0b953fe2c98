/** Groups, figures and filters in words. */
import { AskNamesDocument } from '../api/generated/ask/ask.js'
import { useData } from '../api/use-data.js'
import {
  conditionName,
  noValue,
  type Filter,
  type FilterDefinition,
  type Span,
} from '../filter/definition.js'
import { codesOf } from '../filter/parse.js'
import { parseDays, parseNumbers } from '../filter/span.js'
import { useSession } from '../shell/viewer.js'
import type { TextKey, Translate } from '../text/translate.js'
import { useTexts, type Texts } from '../text/texts.js'
import type { Question } from './question.js'
import { isPeriod, type Figure, type Subject } from './subjects.js'

/** Returns the text of a key that is made of a code; the code itself if there is none. */
function textOrCode(t: Translate, section: string, code: string): string {
  const key = `${section}.${code}`
  const text = t(key as TextKey)
  return text === key ? code : text
}

export function groupLabel(group: string, t: Translate): string {
  const cut = isPeriod(group) ? group.lastIndexOf('_') : -1
  return cut < 0
    ? textOrCode(t, 'dimension', group)
    : `${textOrCode(t, 'dimension', group.slice(0, cut))} – ${textOrCode(t, 'dimension', group.slice(cut + 1))}`
}

export const figureLabel = ({ name, kind }: Figure, t: Translate): string =>
  kind === 'number' ? textOrCode(t, 'measure', name) : textOrCode(t, 'web.ask.range', name)

export const filterLabel = (name: string, { t }: Texts): string => textOrCode(t, 'web.ask.filterName', name)

/** The sections of `locales/` with the names of codes, by dimension. */
const sections: Readonly<Record<string, string>> = {
  OUTCOME: 'stageOutcome',
  LOSS_REASON: 'lossReason',
  ACTIVITY: 'activity',
  TYPE: 'dealType',
  ORIGIN: 'dealOrigin',
  CONFIDENTIALITY: 'confidentiality',
  STATUS: 'meetingStatus',
  KIND: 'jobKind',
  HORIZON: 'jobHorizon',
  STANDING: 'jobStanding',
  SOURCE_KIND: 'sourceKind',
}

const named = new Set(['LEAD_AGENCY', 'TEAM_AGENCY', 'HOST_AGENCY', 'OFFICER'])
const countries = new Set(['LOST_TO', 'PROSPECT_COUNTRY'])

/** German nouns keep their capital. */
const inSentence = (label: string, { language }: Texts): string =>
  language === 'DE' ? label : label.slice(0, 1).toLowerCase() + label.slice(1)

/** Returns the short name of an agency: of "Agence wallonne … (Awex)" the part in brackets. */
export const shortName = (name: string): string => /\(([^()]+)\)$/.exec(name)?.[1] ?? name

export interface Labels {
  /** The name of a code of a filter. */
  value: (dimension: string, code: string) => string
  /** The filter as a part of a sentence: "lost to the Netherlands or France". */
  filter: (filter: Filter) => string
  /** The whole question as a sentence. */
  question: (question: Question) => string
}

/** Returns what puts a question into words. Names of agencies and users are loaded where the filters need them. */
export function useLabels({ filters, subject }: Question): Labels {
  const texts = useTexts()
  const { stages } = useSession()
  const dimensionOf = (name: string) => dimensionIn(subject, name)
  const needsNames = filters.some(({ name }) => named.has(dimensionOf(name) ?? ''))
  const { data } = useData(AskNamesDocument, {}, !needsNames)
  const names = new Map([
    ...(data?.agencies.nodes ?? []).map(({ code, name }) => [code, shortName(name)] as const),
    ...(data?.officers ?? []).map(({ by: [key] }) => [key?.value ?? '', key?.label ?? ''] as const),
  ])
  const value = (dimension: string, code: string): string => {
    if (code === noValue) return texts.t('web.ask.notStated')
    if (dimension === 'STAGE') return stages.find((stage) => stage.code === code)?.label ?? code
    if (named.has(dimension)) return names.get(code) ?? code
    if (countries.has(dimension)) return countryLabel(code, texts)
    return textOrCode(texts.t, sections[dimension] ?? '', code)
  }
  const filter = (each: Filter) => filterText(each, subject, texts, value)
  return { value, filter, question: (question) => questionText(question, texts, filter) }
}

const dimensionIn = ({ filters }: Subject, name: string): string | undefined => {
  const definition = filters.find((each) => each.name === name)
  return definition?.kind === 'choice' ? definition.dimension : undefined
}

function countryLabel(code: string, { t, format }: Texts): string {
  if (code === 'UNKNOWN') return t('lostTo.UNKNOWN')
  return /^[A-Z]{2}$/.test(code) ? format.country(code) : code
}

function filterText(
  { name, value }: Filter,
  subject: Subject,
  texts: Texts,
  valueLabel: Labels['value'],
): string {
  const { t, format } = texts
  if (name === conditionName) return t('web.ask.that.condition', { condition: decodeURIComponent(value) })
  const definition = subject.filters.find((each) => each.name === name)
  const values = definition ? valueText(definition, value, texts, valueLabel) : format.list([value])
  return t(`web.ask.that.${name}` as TextKey, { values })
}

function valueText(
  definition: FilterDefinition,
  value: string,
  texts: Texts,
  valueLabel: Labels['value'],
): string {
  const { format } = texts
  switch (definition.kind) {
    case 'choice':
      return format.either(codesOf(value).map((code) => valueLabel(definition.dimension, code)))
    case 'days':
      return spanText(parseDays(value) ?? {}, 'days', format.day, texts)
    case 'numbers':
      return spanText(parseNumbers(value) ?? {}, 'numbers', format.number, texts)
    case 'words':
      return value
  }
}

function spanText<End>(
  { from, to }: Span<End>,
  kind: 'days' | 'numbers',
  print: (end: End) => string,
  { t }: Texts,
): string {
  const [first, last] = [from === undefined ? '' : print(from), to === undefined ? '' : print(to)]
  if (from === undefined) return t(`web.ask.span.${kind}To`, { to: last })
  if (to === undefined) return t(`web.ask.span.${kind}From`, { from: first })
  return first === last ? first : t(`web.ask.span.${kind}Between`, { from: first, to: last })
}

function questionText(
  { subject, groups, filters }: Question,
  texts: Texts,
  filter: Labels['filter'],
): string {
  const { t, format } = texts
  const who = [t(`web.ask.subject.${subject.name}`), filters.map(filter).join(', ')].filter(Boolean).join(' ')
  return groups.length === 0
    ? who
    : t('web.ask.byGroups', {
        who,
        groups: format.list(groups.map((group) => inSentence(groupLabel(group, t), texts))),
      })
}
