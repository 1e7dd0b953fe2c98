import { registerCodes } from '../../core/codes.js'
import {
  DateField,
  EnumField,
  CountryField,
  IdField,
  DateTimeField,
  StringField,
  ListOf,
  ForeignKey,
  TableType,
  ToMany,
  ToOne,
  IntField,
  extendType,
} from '../../read/declare.js'
import { Site } from '../../site/site.entity.js'
import { User } from '../../user/user.entity.js'
import { Versioned } from '../../write/versioned.js'
import { Deal } from '../deal.entity.js'

export const locationStandings = ['CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED'] as const
export type LocationStanding = (typeof locationStandings)[number]
export const LocationStandingCode = registerCodes(
  'LocationStanding',
  locationStandings,
  'How far a location has come in the company’s search.',
)

@TableType('location', 'A place that competes for a deal: one of our sites, or a town elsewhere.')
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

  @EnumField(LocationStandingCode, 'How far it has come.')
  standing: LocationStanding

  @DateField('Since when it stands there.')
  since: string
}

@TableType(
  'location_history',
  'What was recorded of a location at a time. Append-only: the latest is what the location shows.',
)
export class LocationEntry {
  @IdField() id: string
  @ForeignKey() locationId: string

  @IntField(1, 2 ** 31 - 1, 'The how-manieth of its location, from 1.')
  ordinal: number

  @EnumField(LocationStandingCode, 'How far it had come.')
  standing: LocationStanding

  @DateField('Since when it stood there.')
  since: string

  @DateTimeField('When we recorded it.')
  recordedAt: Date

  @ForeignKey({ nullable: true }) byId: string | null
  @ToOne(() => User, '{t}.by_id', 'Who recorded it; null where nobody noted that.', { nullable: true })
  by: User | null
}

extendType(
  Deal,
  'locations',
  ToMany(() => Location, '{t}.deal_id = {p}.id', 'The places that compete for it; empty when masked.'),
)
extendType(
  Location,
  'history',
  ListOf(
    () => LocationEntry,
    '{t}.location_id = {p}.id',
    '{t}.ordinal',
    'What was recorded of it, from the first.',
  ),
)
