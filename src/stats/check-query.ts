import { badField } from '../core/error/app-error.js'
import type { Axis, Dimension } from './dimension.js'

/** An argument that applies to some queries only. */
interface ConditionalArgument {
  argument: string
  value: unknown
  /** Whether the query uses the argument. */
  isUsed: boolean
  isRequired?: boolean
}

const mostDimensions = 8

/** Rejects duplicate codes, missing arguments and arguments without effect. */
export function checkStatQuery(
  groupBy: readonly string[],
  measures: readonly string[],
  conditional: ConditionalArgument[] = [],
): void {
  if (measures.length === 0) throw badField('measures', 'TOO_FEW', { min: 1 })
  if (groupBy.length > mostDimensions) throw badField('groupBy', 'TOO_MANY', { max: mostDimensions })
  checkOnce('groupBy', groupBy)
  checkOnce('measures', measures)
  for (const { argument, value, isUsed, isRequired } of conditional) {
    if (value == null && isRequired) throw badField(argument, 'NEEDED')
    if (value != null && !isUsed) throw badField(argument, 'WITHOUT_EFFECT')
  }
}

function checkOnce(argument: string, codes: readonly string[]): void {
  const repeated = codes.findIndex((code, i) => codes.indexOf(code) < i)
  if (repeated >= 0) throw badField(`${argument}[${repeated}]`, 'TWICE')
}

export const axesOf = <C extends string, D extends Dimension>(
  codes: readonly C[],
  dimension: (code: C) => D,
): (D & Axis)[] => codes.map((code, i) => ({ ...dimension(code), code, column: `k${i + 1}` }))
