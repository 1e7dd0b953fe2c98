import { Injectable } from '@nestjs/common'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { dayOf } from '../../core/time/day.js'
import type { PartialDateValue } from '../../core/time/partial-date.js'
import { Site } from '../../site/site.entity.js'
import { audit } from '../../write/audit.js'
import {
  applyChanges,
  bumpUpdatedAt,
  checkVersion,
  lockOrFail,
  pickKeys,
  resolveReference,
  save,
} from '../../write/edit.js'
import { recordWithdrawal } from '../../withdrawal/record-withdrawal.js'
import { newVersionedColumns } from '../../write/versioned.js'
import { Deal } from '../deal.entity.js'
import { lockChangeableDeal } from '../deal-access.js'
import { dateByDay, resolvePastDate, type PastDate } from '../past-date.js'
import { requireDealAction } from '../team/deal-action.js'
import { Location } from './location.entity.js'
import type { AddLocationInput, UpdateLocationInput, WithdrawLocationInput } from './location.input.js'

@Injectable()
export class LocationService {
  async add(
    scope: Scope,
    { deal: id, site, town, country, standing, since, sinceWhen, reason }: AddLocationInput,
  ): Promise<{ id: string }> {
    const deal = await lockChangeableDeal(scope, id)
    if (site != null && standing === 'CHOSEN') checkSiteCorrection(scope, deal, reason)
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
      ...toSinceColumns(resolveSince(scope, since, sinceWhen) ?? dateByDay(dayOf(scope.now))),
    }
    await scope.db.insert(Location, row)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'addLocation', subject: 'Location', id: row.id, after: { ...row, reason } })
    return row
  }

  /** Changes the standing of a location. The chosen site of a LANDED deal changes by a HEAD, with a reason. */
  async update(
    scope: Scope,
    { id, version, standing, since, sinceWhen, reason }: UpdateLocationInput,
  ): Promise<Location> {
    const found = isUuid(id) ? await scope.db.findOneBy(Location, { id }) : null
    if (!found) throw appError('notFound', { what: 'location' })
    const deal = await lockChangeableDeal(scope, found.dealId)
    const location = await lockOrFail(scope, Location, 'location', id)
    checkVersion(location, version)
    if (location.siteId !== null && [location.standing, standing].includes('CHOSEN'))
      checkSiteCorrection(scope, deal, reason)
    const before = { ...location }
    const date = resolveSince(scope, since, sinceWhen) ?? (standing ? dateByDay(dayOf(scope.now)) : null)
    const changed = applyChanges(Location, location, { standing, ...(date && toSinceColumns(date)) })
    await save(scope, Location, location, changed)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, {
      verb: 'updateLocation',
      subject: 'Location',
      id,
      before: pickKeys(before, changed),
      after: { ...pickKeys(location, changed), ...(reason != null && { reason }) },
    })
    return location
  }

  /** Withdraws a location that was entered by mistake. The chosen site of a LANDED deal is withdrawn by a HEAD. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawLocationInput): Promise<Location> {
    const found = isUuid(id) ? await scope.db.findOneBy(Location, { id }) : null
    if (!found) throw appError('notFound', { what: 'location' })
    const deal = await lockChangeableDeal(scope, found.dealId)
    const location = await lockOrFail(scope, Location, 'location', id)
    checkVersion(location, version)
    if (location.siteId !== null && location.standing === 'CHOSEN') checkSiteCorrection(scope, deal, reason)
    await save(scope, Location, location, [])
    await bumpUpdatedAt(scope, Deal, deal)
    await recordWithdrawal(scope, {
      ...{ verb: 'withdrawLocation', column: 'locationId', id, reason, subject: 'Location' },
    })
    return location
  }
}

const resolveSince = (
  scope: Scope,
  on: string | null | undefined,
  when: PartialDateValue | null | undefined,
): PastDate | null => resolvePastDate(scope, { on, when }, ['since', 'sinceWhen'])

const toSinceColumns = ({ on, when }: PastDate) => ({
  since: on,
  sinceWhenFrom: when.from,
  sinceWhenTo: when.to,
  sinceWhenPrecision: when.precision,
})

/** Rejects another chosen site of a LANDED deal without a HEAD and a reason. check_landed_site.sql checks the HEAD again. */
function checkSiteCorrection(scope: Scope, deal: Deal, reason: string | null | undefined): void {
  if (deal.stageCode !== 'LANDED') return
  requireDealAction(scope, deal, 'correctSite')
  if (reason == null) throw badField('input.reason', 'NEEDED')
}
