import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import { Rule, ObjectRule } from '../core/validation/rule.js'
import { DecimalScalar } from '../core/scalars.js'
import { addRangeFilters } from '../read/composite/range.js'
import {
  DateField,
  DecimalField,
  EnumField,
  DerivedField,
  EmbeddedField,
  FloatField,
  ForeignKey,
  ViewType,
  TableType,
  ToOne,
  StringField,
  CodeField,
} from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

const siteKinds = ['GREENFIELD', 'BROWNFIELD', 'BUILDING', 'BUSINESS_PARK'] as const
export type SiteKind = (typeof siteKinds)[number]
const SiteKindCode = registerCodes('SiteKind', siteKinds, 'Kind of place that a site is.', {
  GREENFIELD: 'Land that was not built on.',
  BROWNFIELD: 'Land of an earlier use, such as a former factory.',
  BUILDING: 'An existing building.',
  BUSINESS_PARK: 'A business park, or a plot in one.',
})

const siteAvailabilities = ['AVAILABLE', 'RESERVED', 'NOT_AVAILABLE'] as const
export type SiteAvailability = (typeof siteAvailabilities)[number]
const SiteAvailabilityCode = registerCodes(
  'SiteAvailability',
  siteAvailabilities,
  'Whether a site can be had.',
  {
    AVAILABLE: 'Can be had, at once or from `availableFrom`.',
    RESERVED: 'Promised to a company for a time.',
    NOT_AVAILABLE: 'Cannot be had.',
  },
)

/** Upper limit of an area: larger than any country of Europe. */
const hectareRange = { min: 0, max: 100_000_000 }
const isMeasurable = Rule('OUT_OF_RANGE', (area) => Number(area) <= hectareRange.max, hectareRange)

@ViewType('', 'An area in hectares, as precisely as it is known.')
export class AreaRange {
  @DecimalField('Lower bound in hectares.', { check: [isMeasurable] })
  low: string

  @DecimalField('Upper bound in hectares; null when open-ended.', {
    nullable: true,
    check: [
      isMeasurable,
      ObjectRule('RANGE_INVERTED', isInOrder, ({ low, high }: AreaRange) => ({ low, high: String(high) })),
    ],
  })
  high: string | null

  @DerivedField(
    'boolean',
    () => Boolean,
    '({t}."{#}low" is not null and {t}."{#}high" is null)',
    'Whether no upper bound is known.',
  )
  openEnded?: boolean
}

function isInOrder({ low, high }: AreaRange): boolean {
  return Number(low) <= Number(high)
}

addRangeFilters(AreaRange, { graphql: () => DecimalScalar, sql: 'numeric' })

@ViewType('', 'A point on the map, WGS 84.')
export class Coordinates {
  @FloatField(-90, 90, 'Degrees, north positive.')
  latitude: number

  @FloatField(-180, 180, 'Degrees, east positive.')
  longitude: number
}

@TableType('site', 'Land or a building on offer. Every signed-in user sees all sites.')
export class Site extends Versioned {
  @StringField(200, 'Name.')
  name: string

  @EnumField(SiteKindCode, 'Kind of place.')
  kind: SiteKind

  @StringField(200, 'Municipality of the site.', { nullable: true })
  municipality: string | null

  @CodeField(
    /^[A-Z]{2}[A-Z0-9]{3}$/,
    'BE332',
    'NUTS 3 code of its region: the country code and three more characters.',
    { nullable: true },
  )
  nuts3: string | null

  @EmbeddedField(() => AreaRange, 'Area.', { nullable: true })
  area: AreaRange | null

  @EmbeddedField(() => Coordinates, 'Position.', { nullable: true, prefix: '' })
  coordinates: Coordinates | null

  @EnumField(SiteAvailabilityCode, 'Whether it can be had; null: not known.', { nullable: true })
  availability: SiteAvailability | null

  @DateField('The day from which it can be had; null: at once, or not known.', { nullable: true })
  availableFrom: string | null

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered the site, which alone may change it.')
  enteredBy: Agency
}
