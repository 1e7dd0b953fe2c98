import type { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { writeAs } from '../database/authenticated-query.js'
import type { Caller } from '../read/caller.js'

/**
 * Runs `work` in one transaction as the caller. Rejects an invalid token with UNAUTHENTICATED and an API key, which
 * cannot write, with FORBIDDEN.
 *
 * For writes outside `@WriteMutation`: `writeInScope(source, caller, (scope) => audit(scope, { … }))` inserts one row
 * of `audit_entry`, or none when `work` throws.
 */
export const writeInScope = <T>(
  source: DataSource,
  caller: Caller,
  work: (scope: Scope) => Promise<T>,
): Promise<T> =>
  writeAs(source, caller.token, async (db, viewer) => {
    caller.viewer = viewer
    caller.language = viewer.language
    if (viewer.readsOnly || viewer.scopes) throw appError('keyReadsOnly')
    return work({ viewer, language: viewer.language, now: new Date(), db })
  })
