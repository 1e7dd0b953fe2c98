/** A write that was refused is undone with its transaction; that somebody tried what is SECRET is noted in one of its own. */
import type { DataSource } from 'typeorm'
import type { AppError } from '../core/error/app-error.js'
import { toAppError } from '../core/error/error-response.js'
import { isUuid } from '../core/uuid.js'
import { notifyAs } from '../database/authenticated-query.js'
import { poolOf } from '../database/connection.js'

/** The database looks whether something SECRET was among what the input names, or a SQL login was wanted. */
export async function recordRefusal(
  source: DataSource,
  token: Buffer | null,
  verb: string,
  input: object,
  error: unknown,
): Promise<void> {
  const named = idsIn(input)
  if (named.length > 0 && isRefusal(toAppError(error)))
    await notifyAs(poolOf(source), token, 'record_refused_read', named, verb)
}

const isRefusal = (result: AppError | null): boolean =>
  result?.code === 'NOT_FOUND' ||
  result?.code === 'FORBIDDEN' ||
  (result?.fields?.some(({ code }) => code === 'UNKNOWN_REFERENCE') ?? false)

/** All ids that stand anywhere in an input. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isUuid(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
