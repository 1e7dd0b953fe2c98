/** A summary as data: language-neutral codes and numbers, ISO days. */
import { differences } from '../sections/differences.js'
import { Cells } from '../sections/cell-factory.js'
import { knownOn, type Found } from './summary-document.js'
import { tongueOf } from '../text/formatter.js'

/** Rises when a field changes its meaning or goes; new fields may come at any time. */
const version = 1

/**
 * The content as it was read. A live one says the day only on which it was known, so that the same content is the same
 * text all day; an issued one says whether today's data differ.
 */
export function json(found: Found): string {
  const { content, today } = found
  const { knownAt, ...rest } = content
  return JSON.stringify({
    version,
    ...rest,
    knownOn: knownOn(content),
    knownAt: content.issue ? knownAt : null,
    differsToday: content.issue && today ? differs(found) : null,
  })
}

function differs({ content, today }: Found): boolean {
  return differences(content, today!, new Cells(tongueOf('EN'), {})).length > 0
}
