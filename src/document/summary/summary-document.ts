/** A weekly summary as a document. */
import { dayOf, startOfDay } from '../../core/time/day.js'
import type { Language } from '../../core/locale.js'
import type { WeeklyContent } from '../../weekly/content.js'
import { buildFirstPage } from '../../weekly/first-page/first-page.js'
import type { FirstPage, FirstPageFigure } from '../../weekly/first-page/page.js'
import type { SummaryDto, SummaryKey } from '../../weekly/summary-query.js'
import type { DocumentModel, Highlight } from '../model/document-model.js'
import { CellFactory } from '../sections/cell-factory.js'
import { buildRevisionSection } from '../sections/differences.js'
import {
  buildKeyFigures,
  buildMovesSection,
  buildStandingsSection,
  buildStagesSection,
  buildPastSection,
} from '../sections/figures.js'
import { buildLists } from '../sections/lists.js'
import { formatterFor, type Formatter } from '../../weekly/text/formatter.js'

/** A summary that exists, with the revision before it, which it is compared with. */
export type SummaryData = SummaryDto & { content: WeeklyContent }

/** The first page of a summary is always there. */
export type SummaryDocument = DocumentModel & { firstPage: FirstPage }

export function buildSummaryDocument(data: SummaryData, language: Language): SummaryDocument {
  const { content } = data
  const formatter = formatterFor(language).forPeriod(content.period)
  const cells = new CellFactory(formatter, collectDeals(data))
  const firstPage = buildFirstPage(content, language)
  const [kind, week] = [formatter.periodTitle, formatter.formatPeriod(content.period)]
  const [from, to] = [content.from, content.to].map((day) => formatter.formatDay(day))
  return {
    language,
    kind,
    week,
    title: `${kind} – ${content.agency.name} – ${week}`,
    agency: content.agency.name,
    period: formatter.translate('period', { from: from!, to: to! }),
    status: describeStatus(data, formatter),
    highlights: firstPage.figures.map((figure) => makeHighlight(figure, formatter)),
    firstPage,
    // what a reader looks for first comes first
    sections: [
      ...(data.before ? [buildRevisionSection(data.before, content, cells)] : []),
      ...buildLists(content, cells),
      buildKeyFigures(content, cells),
      buildStandingsSection(content, cells),
      buildStagesSection(content, cells),
      buildMovesSection(content, cells),
      buildPastSection(content, cells),
    ],
    fileName: nameSummaryFile(content, language),
    createdAt: getCreationTime(content),
  }
}

function makeHighlight(
  { name, label, value, standing, amounts }: FirstPageFigure,
  formatter: Formatter,
): Highlight {
  const rule = name === 'JOBS' ? { rule: formatter.translate('jobsRule') } : {}
  return { label, value, note: standing, amounts, ...rule }
}

/** Copies the deals only if there are two versions to merge: they may be thousands. */
const collectDeals = ({ content, before }: SummaryData): WeeklyContent['deals'] =>
  before ? { ...before.deals, ...content.deals } : content.deals

/** Returns the lines below the title: live or issued, later revisions, and that the content depends on the reader. */
function describeStatus({ content, lastRevision }: SummaryData, formatter: Formatter): string[] {
  const maskedDeals = Object.values(content.deals).filter(({ masked }) => masked).length
  const reader = [
    formatter.translate('reader'),
    ...(maskedDeals > 0 ? [formatter.translateCount('masked', maskedDeals)] : []),
  ].join(' ')
  if (content.issue) return [...describeIssue(content.issue, formatter), reader]
  const live = formatter.translate('live', { day: formatter.formatDay(getKnownDay(content)) })
  if (!lastRevision) return [live, reader]
  const { revision, issuedAt } = lastRevision
  return [live, formatter.translate('issuedToo', { revision, at: formatter.formatInstant(issuedAt) }), reader]
}

const describeIssue = (
  { revision, issuedBy, issuedAt, sha256, redactedAt, redactedSha256 }: NonNullable<WeeklyContent['issue']>,
  formatter: Formatter,
): string[] => [
  formatter.translate('issued', { revision, by: issuedBy, at: formatter.formatInstant(issuedAt) }),
  formatter.translate('fingerprint', { short: sha256.slice(0, 12) }),
  ...(redactedAt
    ? [
        formatter.translate('redacted', {
          at: formatter.formatInstant(redactedAt),
          original: sha256.slice(0, 12),
          short: redactedSha256!.slice(0, 12),
        }),
      ]
    : []),
]

/**
 * Returns the day in Brussels on which the data were read. A live summary gives no exact time, so that the same content
 * is the same bytes all day, and a client that has it gets 304.
 */
export const getKnownDay = ({ knownAt }: WeeklyContent): string => dayOf(new Date(knownAt))

const getCreationTime = (content: WeeklyContent): Date =>
  content.issue ? new Date(content.issue.issuedAt) : startOfDay(getKnownDay(content))

/** Without extension. */
export const makeFileName = (
  { agency, period, revision }: Pick<SummaryKey, 'agency' | 'period' | 'revision'>,
  language: Language,
): string =>
  [agency, period, ...(revision === null ? [] : [`r${revision}`]), language.toLowerCase()].join('-')

export const nameSummaryFile = ({ agency, period, issue }: WeeklyContent, language: Language): string =>
  makeFileName({ agency: agency.code, period, revision: issue?.revision ?? null }, language)
