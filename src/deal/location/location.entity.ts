import { registerCodes } from '../../core/codes.js'
import type { Precision } from '../../core/time/partial-date.js'
import {
  DateField,
  EnumField,
  CountryField,
  IdField,
  DateTimeField,
  EmbeddedField,
  StringField,
  ListOf,
  ForeignKey,
  TableType,
  ToMany,
  ToOne,
  IntField,
  extendType,
} from '../../read/declare.js'
import { PartialDate } from '../../read/composite/partial-date.js'
import { Site } from '../../site/site.entity.js'
import { User } from '../../user/user.entity.js'
import { makeWithdrawable } from '../../withdrawal/withdrawal.entity.js'
import { Versioned } from '../../write/versioned.js'
import { Deal } from '../deal.entity.js'
import { notedByDeal } from '../read-log/noted-rows.js'

export const locationStandings = ['CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED'] as const
export type LocationStanding = (typeof locationStandings)[number]
export const LocationStandingCode = registerCodes(
  'LocationStanding',
  locationStandings,
  'Progress of a location in the search of the company.',
  {
    CANDIDATE: 'The company considers it.',
    SHORTLISTED: 'It is on the shortlist of the company.',
    CHOSEN: 'The company has chosen it.',
    REJECTED: 'The company has rejected it; as one of our sites it no longer counts as a fact.',
  },
)

@TableType('location', 'A place that competes for a deal: one of our sites, or a town elsewhere.', {
  noted: notedByDeal,
})
export class Location extends Versioned {
  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey({ nullable: true }) siteId: string | null
  @ToOne(() => Site, '{t}.site_id', 'Our site; null for a town elsewhere.', { nullable: true })
  site: Site | null

  @StringField(200, 'The town elsewhere; null for one of our sites.', { nullable: true })
  town: string | null

  @CountryField('The town’s country, ISO 3166-1 alpha-2.', { nullable: true })
  country: string | null

  @EnumField(LocationStandingCode, 'Progress in the search of the company.')
  standing: LocationStanding

  @DateField(
    'First day of this standing. Of a partial date the last day, or the day of recording while its range ran: by then the standing held.',
  )
  since: string

  @EmbeddedField(() => PartialDate, 'Since when this standing holds, as exactly as it is known.')
  sinceWhen: PartialDate
  declare sinceWhenFrom: string
  declare sinceWhenTo: string
  declare sinceWhenPrecision: Precision
}

makeWithdrawable(Location, 'location_id', { withDeal: true })

/** Written by record_location_history.sql. */
@TableType(
  'location_history',
  'A recorded standing of a location. Append-only: the location shows the latest one.',
)
export class LocationEntry {
  @IdField() id: string
  @ForeignKey() locationId: string

  @IntField(1, 2 ** 31 - 1, 'Number within the location, starting at 1.')
  ordinal: number

  @EnumField(LocationStandingCode, 'Progress at the time.')
  standing: LocationStanding

  @DateField('First day of this standing; of a partial date the day by which it held.')
  since: string

  @EmbeddedField(() => PartialDate, 'Since when this standing held, as exactly as it is known.')
  sinceWhen: PartialDate

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @ForeignKey({ nullable: true }) byId: string | null
  @ToOne(() => User, '{t}.by_id', 'The user who recorded it; null if unknown.', { nullable: true })
  by: User | null
}

extendType(
  Deal,
  'locations',
  ToMany(() => Location, '{t}.deal_id = {p}.id', 'The locations that compete for it; empty when masked.'),
)
extendType(
  Location,
  'history',
  ListOf(
    () => LocationEntry,
    '{t}.location_id = {p}.id',
    '{t}.ordinal',
    'Its recorded standings, the earliest first.',
  ),
)
