import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Site } from './site.entity.js'
import type { CreateSiteInput, UpdateSiteInput } from './site.input.js'

@Injectable()
export class SiteService {
  async create(scope: Scope, { idempotencyKey: _, ...input }: CreateSiteInput): Promise<{ id: string }> {
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...toColumnValues(Site, input),
      enteredById: scope.viewer.agencyId,
    }
    await scope.db.insert(Site, row)
    await audit(scope, { verb: 'createSite', subject: 'Site', id: row.id, after: row })
    return row
  }

  async update(scope: Scope, { id, version, ...changes }: UpdateSiteInput): Promise<Site> {
    await checkMayChange(scope, 'Site', id)
    return edit(scope, Site, { verb: 'updateSite', word: 'site', id, version, changes })
  }
}
