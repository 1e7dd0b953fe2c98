import { codes } from '../core/codes.js'
import { Valid, ValidWith } from '../core/rule.js'
import { DecimalScalar } from '../core/scalars.js'
import { asksRange } from '../parts/range.js'
import { Amount, Code, Derived, Part, Real, Shown, Table, Line, Word } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

export const siteKinds = ['GREENFIELD', 'BROWNFIELD', 'BUILDING', 'BUSINESS_PARK'] as const
export type SiteKind = (typeof siteKinds)[number]
export const SiteKindCode = codes('SiteKind', siteKinds, 'What kind of place a site is.')

/** Larger than any country of Europe. */
const hectares = { min: 0, max: 100_000_000 }
const measurable = Valid('OUT_OF_RANGE', (area) => Number(area) <= hectares.max, hectares)

@Shown('', 'An area in hectares, as exactly as it is known.')
export class AreaRange {
  @Amount('At least so many hectares.', { check: [measurable] })
  low: string

  @Amount('At most so many hectares; null where nobody can say.', {
    nullable: true,
    check: [
      measurable,
      ValidWith('RANGE_INVERTED', inOrder, ({ low, high }: AreaRange) => ({ low, high: String(high) })),
    ],
  })
  high: string | null

  @Derived(
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

asksRange(AreaRange, { graphql: () => DecimalScalar, sql: 'numeric' })

@Shown('', 'A point on the map, WGS 84.')
export class Coordinates {
  @Real(-90, 90, 'Degrees, north positive.')
  latitude: number

  @Real(-180, 180, 'Degrees, east positive.')
  longitude: number
}

@Table('site', 'Land or a building on offer. Everybody signed in sees all sites.')
export class Site extends Versioned {
  @Line(200, 'What it is called.')
  name: string

  @Code(SiteKindCode, 'What kind of place it is.')
  kind: SiteKind

  @Line(200, 'Municipality in which it lies.', { nullable: true })
  municipality: string | null

  @Word(
    /^[A-Z]{2}[A-Z0-9]{3}$/,
    'BE332',
    'NUTS 3 code of the region in which it lies: the country and three more characters.',
    { nullable: true },
  )
  nuts3: string | null

  @Part(() => AreaRange, 'How large it is.', { nullable: true })
  area: AreaRange | null

  @Part(() => Coordinates, 'Where it lies.', { nullable: true, prefix: '' })
  coordinates: Coordinates | null
}
