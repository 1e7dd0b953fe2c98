import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { checkMayChange } from './prospect-access.js'
import { Prospect } from './prospect.entity.js'
import type { ArchiveProspectInput, CreateProspectInput, UpdateProspectInput } from './prospect.input.js'

@Injectable()
export class ProspectService {
  async create(scope: Scope, { idempotencyKey: _, ...input }: CreateProspectInput): Promise<{ id: string }> {
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      aliases: [],
      confidentiality: 'INTERNAL' as const,
      ...toColumnValues(Prospect, input),
      enteredById: scope.viewer.agencyId,
    }
    await scope.db.insert(Prospect, row)
    await audit(scope, { verb: 'createProspect', subject: 'Prospect', id: row.id, after: row })
    return row
  }

  update(scope: Scope, { id, version, ...changes }: UpdateProspectInput): Promise<Prospect> {
    return edit(scope, Prospect, { verb: 'updateProspect', word: 'prospect', id, version, changes }, (row) =>
      checkMayChange(scope, row),
    )
  }

  archive(scope: Scope, { id, version }: ArchiveProspectInput): Promise<Prospect> {
    const changes = { archivedAt: scope.now }
    return edit(scope, Prospect, { verb: 'archiveProspect', word: 'prospect', id, version, changes }, (row) =>
      checkMayChange(scope, row),
    )
  }
}
