import { inTurns } from './yielding.js'
import type { Raw, Row } from './document-model.js'

const size = 250

/** The raw values of rows, some at a time. */
export async function* portions(rows: readonly Row[]): AsyncGenerator<Raw[][]> {
  const starts = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => i * size)
  for await (const start of inTurns(starts)) yield rows.slice(start, start + size).map(rawValues)
}

export function rawValues(row: Row): Raw[] {
  const values: Raw[] = []
  for (const { raw } of row()) values.push(...raw)
  return values
}
