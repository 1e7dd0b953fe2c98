import type { RawValue, TableRow } from './document-model.js'
import { yieldBetween } from './yielding.js'

const chunkSize = 250

/** Reads the raw values of the rows in chunks, and lets the event loop run between two chunks. */
export async function* readChunks(rows: readonly TableRow[]): AsyncGenerator<RawValue[][]> {
  const starts = Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, i) => i * chunkSize)
  for await (const start of yieldBetween(starts))
    yield rows.slice(start, start + chunkSize).map(readRawValues)
}

export function readRawValues(row: TableRow): RawValue[] {
  const values: RawValue[] = []
  for (const { rawValues } of row()) values.push(...rawValues)
  return values
}
