import { codes } from '../core/codes.js'
import {
  CalendarDay,
  Code,
  Country,
  Id,
  Instant,
  Line,
  ListOf,
  Refers,
  Table,
  ToMany,
  ToOne,
  Whole,
  shows,
} from '../read/declare.js'
import { Site } from '../site/site.entity.js'
import { User } from '../user/user.entity.js'
import { Versioned } from '../write/versioned.js'
import { Deal } from './deal.entity.js'

export const locationStandings = ['CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED'] as const
export type LocationStanding = (typeof locationStandings)[number]
export const LocationStandingCode = codes(
  'LocationStanding',
  locationStandings,
  'How far a location has come in the company’s search.',
)

@Table('location', 'A place that competes for a deal: one of our sites, or a town elsewhere.')
export class Location extends Versioned {
  @Refers() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @Refers({ nullable: true }) siteId: string | null
  @ToOne(() => Site, '{t}.site_id', 'Our site; null for a town elsewhere.', { nullable: true })
  site: Site | null

  @Line(200, 'The town elsewhere; null for one of our sites.', { nullable: true })
  town: string | null

  @Country('The town’s country, ISO 3166-1 alpha-2.', { nullable: true })
  country: string | null

  @Code(LocationStandingCode, 'How far it has come.')
  standing: LocationStanding

  @CalendarDay('Since when it stands there.')
  since: string
}

@Table(
  'location_history',
  'What was recorded of a location at a time. Append-only: the latest is what the location shows.',
)
export class LocationEntry {
  @Id() id: string
  @Refers() locationId: string

  @Whole(1, 2 ** 31 - 1, 'The how-manieth of its location, from 1.')
  ordinal: number

  @Code(LocationStandingCode, 'How far it had come.')
  standing: LocationStanding

  @CalendarDay('Since when it stood there.')
  since: string

  @Instant('When we recorded it.')
  recordedAt: Date

  @Refers({ nullable: true }) byId: string | null
  @ToOne(() => User, '{t}.by_id', 'Who recorded it; null where nobody noted that.', { nullable: true })
  by: User | null
}

shows(
  Deal,
  'locations',
  ToMany(() => Location, '{t}.deal_id = {p}.id', 'The places that compete for it; empty when masked.'),
)
shows(
  Location,
  'history',
  ListOf(
    () => LocationEntry,
    '{t}.location_id = {p}.id',
    '{t}.ordinal',
    'What was recorded of it, from the first.',
  ),
)
