import { badField } from '../core/error/app-error.js'
import type { Axis, Dimension } from './dimension.js'

/** An argument that only some questions have a use for. */
interface ConditionalArgument {
  argument: string
  given: unknown
  /** Whether the question has a use for it, and cannot do without it. */
  wanted: boolean
  needed?: boolean
}

const mostDimensions = 8

/** What could do nothing, or would say the same twice, is refused. */
export function checkStatQuery(
  groupBy: readonly string[],
  measures: readonly string[],
  sometimes: ConditionalArgument[] = [],
): void {
  if (measures.length === 0) throw badField('measures', 'TOO_FEW', { min: 1 })
  if (groupBy.length > mostDimensions) throw badField('groupBy', 'TOO_MANY', { max: mostDimensions })
  checkOnce('groupBy', groupBy)
  checkOnce('measures', measures)
  for (const { argument, given: input, wanted: isWanted, needed } of sometimes) {
    if (input == null && needed) throw badField(argument, 'NEEDED')
    if (input != null && !isWanted) throw badField(argument, 'WITHOUT_EFFECT')
  }
}

function checkOnce(argument: string, codes: readonly string[]): void {
  const again = codes.findIndex((code, i) => codes.indexOf(code) < i)
  if (again >= 0) throw badField(`${argument}[${again}]`, 'TWICE')
}

export const axesOf = <C extends string, D extends Dimension>(
  codes: readonly C[],
  dimension: (code: C) => D,
): (D & Axis)[] => codes.map((code, i) => ({ ...dimension(code), code, column: `k${i + 1}` }))
