/** A write that was refused is undone with its transaction; that somebody tried what is SECRET is noted in one of its own. */
import type { DataSource } from 'typeorm'
import type { Problem } from '../core/problem.js'
import { problemOf } from '../core/tell.js'
import { isUuid } from '../core/uuid.js'
import { tellAs } from '../database/asking.js'
import { poolOf } from '../database/connection.js'

/** The database looks whether something SECRET was among what the input names, or a SQL login was wanted. */
export async function noteRefusal(
  source: DataSource,
  token: Buffer | null,
  verb: string,
  input: object,
  error: unknown,
): Promise<void> {
  const named = idsIn(input)
  if (named.length > 0 && isRefusal(problemOf(error)))
    await tellAs(poolOf(source), token, 'record_refused_read', named, verb)
}

const isRefusal = (found: Problem | null): boolean =>
  found?.code === 'NOT_FOUND' ||
  found?.code === 'FORBIDDEN' ||
  (found?.fields?.some(({ code }) => code === 'UNKNOWN_REFERENCE') ?? false)

/** All ids that stand anywhere in an input. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isUuid(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
