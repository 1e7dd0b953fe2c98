/** A weekly summary as a document. */
import { dayOf, startOfDay } from '../../core/day.js'
import type { Language } from '../../core/locale.js'
import type { WeeklyContent } from '../../weekly/content.js'
import type { SummarySaid } from '../../weekly/summary-said.js'
import { Cells } from '../sections/cell-factory.js'
import { sinceIssued, sinceRevision } from '../sections/differences.js'
import { highlights, keyFigures, movesSection, stagesSection, weeksSection } from '../sections/figures.js'
import { lists } from '../sections/lists.js'
import type { Paper, Section } from '../model/document-model.js'
import { tongueOf, type Tongue } from '../text/formatter.js'

/** What is found, and what else there is to be said of the same week. */
export type Found = SummarySaid & { content: WeeklyContent }

export function summaryPaper(found: Found, language: Language): Paper {
  const { content } = found
  const tongue = tongueOf(language)
  const cells = new Cells(tongue, dealsOf(found))
  const [kind, week] = [tongue.word('title'), tongue.week(content.week)]
  return {
    language,
    kind,
    week,
    title: `${kind} – ${content.agency.name} – ${week}`,
    agency: content.agency.name,
    period: tongue.word('period', { from: tongue.day(content.from), to: tongue.day(content.to) }),
    status: status(found, tongue),
    highlights: highlights(content, tongue),
    sections: [
      ...changes(found, cells),
      keyFigures(content, cells),
      stagesSection(content, cells),
      movesSection(content, cells),
      ...lists(content, cells),
      weeksSection(content, cells),
    ],
    file: fileName(content, language),
    made: madeOn(content),
  }
}

/** Thousands, which are not copied where there are no others. */
const dealsOf = ({ content, today, before }: Found): WeeklyContent['deals'] =>
  today || before ? { ...before?.deals, ...today?.deals, ...content.deals } : content.deals

function changes({ content, today, before }: Found, cells: Cells): Section[] {
  return [
    ...(before ? [sinceRevision(before, content, cells)] : []),
    ...(content.issue && today ? [sinceIssued(content, today, cells)] : []),
  ]
}

function status({ content, lastRevision }: Found, tongue: Tongue): string[] {
  const masked = Object.values(content.deals).filter(({ masked }) => masked).length
  return [
    ...(content.issue
      ? issued(content.issue, tongue)
      : [tongue.word('live', { day: tongue.day(knownOn(content)) })]),
    ...(!content.issue && lastRevision
      ? [
          tongue.word('issuedToo', {
            revision: lastRevision.revision,
            at: tongue.moment(lastRevision.issuedAt),
          }),
        ]
      : []),
    [tongue.word('reader'), ...(masked > 0 ? [tongue.counted('masked', masked)] : [])].join(' '),
  ]
}

const issued = (
  { revision, issuedBy, issuedAt, sha256 }: NonNullable<WeeklyContent['issue']>,
  tongue: Tongue,
) => [
  tongue.word('issued', { revision, by: issuedBy, at: tongue.moment(issuedAt) }),
  tongue.word('fingerprint', { short: sha256.slice(0, 12) }),
]

/**
 * The day in Brussels. A live summary says no more of when it was made: the same content, asked for again on the same
 * day, is the same document to the last byte.
 */
export const knownOn = ({ knownAt }: WeeklyContent): string => dayOf(new Date(knownAt))

const madeOn = (content: WeeklyContent): Date =>
  content.issue ? new Date(content.issue.issuedAt) : startOfDay(knownOn(content))

/** Without its extension. */
export const fileName = ({ agency, week, issue }: WeeklyContent, language: Language): string =>
  [agency.code, week, ...(issue ? [`r${issue.revision}`] : []), language.toLowerCase()].join('-')
