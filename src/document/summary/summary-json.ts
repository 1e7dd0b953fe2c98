/** A summary as JSON: codes, numbers and ISO days, the same in every language. */
import { getKnownDay, type SummaryData } from './summary-document.js'

/** Rises when a field is removed or changes its meaning. New fields do not change it. */
const version = 2

/**
 * Renders a live summary with only the day on which its data were read, so that the same content is the same text all day.
 * A week is named `week`, and its past weeks by their Mondays; another period has `kind` and `period`.
 */
export function renderSummaryJson({ content }: SummaryData): string {
  const { knownAt, agency, kind, period, past, ...rest } = content
  const isWeek = kind === 'WEEK'
  return JSON.stringify({
    version,
    agency,
    ...(isWeek ? { week: period } : { kind, period }),
    ...rest,
    past: isWeek ? past.map(({ from, ...figures }) => ({ monday: from, ...figures })) : past,
    knownOn: getKnownDay(content),
    knownAt: content.issue ? knownAt : null,
  })
}
