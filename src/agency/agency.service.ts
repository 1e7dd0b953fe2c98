import { Injectable } from '@nestjs/common'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Agency } from './agency.entity.js'
import type { CreateAgencyInput, UpdateAgencyInput } from './agency.input.js'

@Injectable()
export class AgencyService {
  async create(scope: Scope, { idempotencyKey: _, ...input }: CreateAgencyInput): Promise<{ id: string }> {
    if (await scope.db.existsBy(Agency, { code: input.code })) throw badField('input.code', 'TAKEN')
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      country: 'BE',
      ...input,
      active: true,
    }
    await scope.db.insert(Agency, row)
    await audit(scope, { verb: 'createAgency', subject: 'Agency', id: row.id, after: row })
    return row
  }

  /** Changes an agency. Deactivation ends the sessions and API keys of its users (`revoke_sessions_and_keys.sql`). */
  update(scope: Scope, { id, version, ...changes }: UpdateAgencyInput): Promise<Agency> {
    return edit(scope, Agency, { verb: 'updateAgency', word: 'agency', id, version, changes })
  }
}
