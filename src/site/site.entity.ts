import { registerCodes } from '../core/codes.js'
import { Rule, ObjectRule } from '../core/rule.js'
import { DecimalScalar } from '../core/scalars.js'
import { addRangeFilters } from '../read/composite/range.js'
import {
  DecimalField,
  EnumField,
  DerivedField,
  EmbeddedField,
  FloatField,
  ViewType,
  TableType,
  StringField,
  CodeField,
} from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

export const siteKinds = ['GREENFIELD', 'BROWNFIELD', 'BUILDING', 'BUSINESS_PARK'] as const
export type SiteKind = (typeof siteKinds)[number]
export const SiteKindCode = registerCodes('SiteKind', siteKinds, 'What kind of place a site is.')

/** Larger than any country of Europe. */
const hectares = { min: 0, max: 100_000_000 }
const measurable = Rule('OUT_OF_RANGE', (area) => Number(area) <= hectares.max, hectares)

@ViewType('', 'An area in hectares, as exactly as it is known.')
export class AreaRange {
  @DecimalField('At least so many hectares.', { check: [measurable] })
  low: string

  @DecimalField('At most so many hectares; null where nobody can say.', {
    nullable: true,
    check: [
      measurable,
      ObjectRule('RANGE_INVERTED', inOrder, ({ low, high }: AreaRange) => ({ low, high: String(high) })),
    ],
  })
  high: string | null

  @DerivedField(
    'boolean',
    () => Boolean,
    '({t}."{#}low" is not null and {t}."{#}high" is null)',
    'Whether nobody can say how large it is at most.',
  )
  openEnded?: boolean
}

function inOrder({ low, high }: AreaRange): boolean {
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

@TableType('site', 'Land or a building on offer. Everybody signed in sees all sites.')
export class Site extends Versioned {
  @StringField(200, 'What it is called.')
  name: string

  @EnumField(SiteKindCode, 'What kind of place it is.')
  kind: SiteKind

  @StringField(200, 'Municipality in which it lies.', { nullable: true })
  municipality: string | null

  @CodeField(
    /^[A-Z]{2}[A-Z0-9]{3}$/,
    'BE332',
    'NUTS 3 code of the region in which it lies: the country and three more characters.',
    { nullable: true },
  )
  nuts3: string | null

  @EmbeddedField(() => AreaRange, 'How large it is.', { nullable: true })
  area: AreaRange | null

  @EmbeddedField(() => Coordinates, 'Where it lies.', { nullable: true, prefix: '' })
  coordinates: Coordinates | null
}
