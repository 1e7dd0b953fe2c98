import { Injectable } from '@nestjs/common'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { Site } from '../../site/site.entity.js'
import { audit } from '../../write/audit.js'
import { edit, resolveReference, bumpUpdatedAt } from '../../write/edit.js'
import { newVersionedColumns } from '../../write/versioned.js'
import { Deal } from '../deal.entity.js'
import { lockChangeableDeal } from '../deal-access.js'
import { checkPastDay } from '../day-rules.js'
import { Location } from './location.entity.js'
import type { AddLocationInput, UpdateLocationInput } from './location.input.js'

@Injectable()
export class LocationService {
  async add(
    scope: Scope,
    { deal: id, site, town, country, standing, since }: AddLocationInput,
  ): Promise<{ id: string }> {
    const deal = await lockChangeableDeal(scope, id)
    if ((site == null) === (town == null) || (town == null) !== (country == null))
      throw badField('input.site', 'SITE_OR_TOWN')
    if (deal.noCompetingLocations && site == null) throw badField('input.town', 'NO_COMPETITION_STATED')
    const siteId = site == null ? null : (await resolveReference(scope, Site, site, 'input.site')).id
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      dealId: id,
      siteId,
      town: town ?? null,
      country: country ?? null,
      standing,
      since: checkPastDay(scope, since, 'input.since'),
    }
    await scope.db.insert(Location, row)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'addLocation', subject: 'Location', id: row.id, after: row })
    return row
  }

  async update(scope: Scope, { id, version, standing, since }: UpdateLocationInput): Promise<Location> {
    const location = isUuid(id) ? await scope.db.findOneBy(Location, { id }) : null
    if (!location) throw appError('notFound', { what: 'location' })
    await bumpUpdatedAt(scope, Deal, await lockChangeableDeal(scope, location.dealId))
    const changes = {
      standing,
      since: standing || since ? checkPastDay(scope, since, 'input.since') : undefined,
    }
    return edit(scope, Location, { verb: 'updateLocation', word: 'location', id, version, changes })
  }
}
