import { setImmediate } from 'node:timers/promises'
import type { Raw, Row } from './paper.js'

const size = 250

/** The raw values of rows, some at a time: in between, others have their turn, who must not wait for a whole document. */
export async function* portions(rows: readonly Row[]): AsyncGenerator<Raw[][]> {
  for (let i = 0; i < rows.length; i += size) {
    yield rows.slice(i, i + size).map(rawValues)
    await setImmediate()
  }
}

export function rawValues(row: Row): Raw[] {
  const values: Raw[] = []
  for (const { raw } of row()) values.push(...raw)
  return values
}
