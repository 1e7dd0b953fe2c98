import { Injectable } from '@nestjs/common'
import { badField, problem } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { Site } from '../../site/site.entity.js'
import { audit } from '../../write/audit.js'
import { edit, referred, touch } from '../../write/edit.js'
import { fresh } from '../../write/versioned.js'
import { Deal } from '../deal.entity.js'
import { changeableDeal } from '../deal-access.js'
import { pastDay } from '../day-rules.js'
import { Location } from './location.entity.js'
import type { AddLocationInput, UpdateLocationInput } from './location.input.js'

@Injectable()
export class LocationService {
  async add(
    scope: Scope,
    { deal: id, site, town, country, standing, since }: AddLocationInput,
  ): Promise<{ id: string }> {
    const deal = await changeableDeal(scope, id)
    if ((site == null) === (town == null) || (town == null) !== (country == null))
      throw badField('input.site', 'SITE_OR_TOWN')
    if (deal.noCompetingLocations && site == null) throw badField('input.town', 'NO_COMPETITION_STATED')
    const siteId = site == null ? null : (await referred(scope, Site, site, 'input.site')).id
    const row = {
      ...fresh(uuidv7(scope.now), scope.now),
      dealId: id,
      siteId,
      town: town ?? null,
      country: country ?? null,
      standing,
      since: pastDay(scope, since, 'input.since'),
    }
    await scope.db.insert(Location, row)
    await touch(scope, Deal, deal)
    await audit(scope, { verb: 'addLocation', subject: 'Location', id: row.id, after: row })
    return row
  }

  async update(scope: Scope, { id, version, standing, since }: UpdateLocationInput): Promise<Location> {
    const location = isUuid(id) ? await scope.db.findOneBy(Location, { id }) : null
    if (!location) throw problem('notFound', { what: 'location' })
    await touch(scope, Deal, await changeableDeal(scope, location.dealId))
    const changes = { standing, since: standing || since ? pastDay(scope, since, 'input.since') : undefined }
    return edit(scope, Location, { verb: 'updateLocation', word: 'location', id, version, changes })
  }
}
