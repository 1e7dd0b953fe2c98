import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { Agency } from './agency.entity.js'

/** Returns the agency with this code or id. Rejects an unknown one with UNKNOWN_REFERENCE at `path`. */
export async function findAgency(scope: Scope, codeOrId: string, path: string): Promise<Agency> {
  const row = await scope.db.findOneBy(Agency, isUuid(codeOrId) ? { id: codeOrId } : { code: codeOrId })
  if (!row) throw badField(path, 'UNKNOWN_REFERENCE')
  return row
}
