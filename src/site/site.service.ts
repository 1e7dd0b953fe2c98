import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Site } from './site.entity.js'
import type { CreateSiteInput, UpdateSiteInput } from './site.input.js'

@Injectable()
export class SiteService {
  async create(scope: Scope, { idempotencyKey: _, ...input }: CreateSiteInput): Promise<{ id: string }> {
    const row = { ...newVersionedColumns(uuidv7(scope.now), scope.now), ...toColumnValues(Site, input) }
    await scope.db.insert(Site, row)
    await audit(scope, { verb: 'createSite', subject: 'Site', id: row.id, after: row })
    return row
  }

  update(scope: Scope, { id, version, ...changes }: UpdateSiteInput): Promise<Site> {
    return edit(scope, Site, { verb: 'updateSite', word: 'site', id, version, changes })
  }
}
