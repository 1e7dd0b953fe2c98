/** A weekly summary as JSON: codes, numbers and ISO days, the same in every language. */
import { getKnownDay, type SummaryData } from './summary-document.js'

/** Rises when a field is removed or changes its meaning. New fields do not change it. */
const version = 2

/** Renders a live summary with only the day on which its data were read, so that the same content is the same text all day. */
export function renderSummaryJson({ content }: SummaryData): string {
  const { knownAt, ...rest } = content
  return JSON.stringify({
    version,
    ...rest,
    knownOn: getKnownDay(content),
    knownAt: content.issue ? knownAt : null,
  })
}
