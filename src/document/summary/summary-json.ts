/** A weekly summary as JSON: codes, numbers and ISO days, the same in every language. */
import { CellFactory } from '../sections/cell-factory.js'
import { findDifferences } from '../sections/differences.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { getKnownDay, type SummaryData } from './summary-document.js'

/** Rises when a field is removed or changes its meaning. New fields do not change it. */
const version = 1

/**
 * Renders a live summary with only the day on which its data were read, so that the same content is the same text all
 * day, and an issued one with whether the current data differ.
 */
export function renderSummaryJson(data: SummaryData): string {
  const { content, today } = data
  const { knownAt, ...rest } = content
  return JSON.stringify({
    version,
    ...rest,
    knownOn: getKnownDay(content),
    knownAt: content.issue ? knownAt : null,
    differsToday: content.issue && today ? isDifferent(today, content) : null,
  })
}

/** Whether any row differs; its texts, and so the language and the names of the deals, do not matter. */
const isDifferent = (today: NonNullable<SummaryData['today']>, content: SummaryData['content']): boolean =>
  findDifferences(content, today, new CellFactory(formatterFor('EN'), {})).length > 0
