import { describeEach } from '../core/codes.js'

/** The periods by which days are grouped. */
export const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type Unit = (typeof units)[number]

const unitNames: Record<Unit, string> = {
  WEEK: 'ISO 8601 week',
  MONTH: 'month',
  QUARTER: 'calendar quarter',
  YEAR: 'year',
}

/** Returns the descriptions of the codes with this prefix, one for each unit. `describe` gets the unit in words. */
export const describeUnits = <Prefix extends string>(
  prefix: Prefix,
  describe: (unit: string) => string,
): Record<`${Prefix}${Unit}`, string> =>
  describeEach(
    units,
    (unit): `${Prefix}${Unit}` => `${prefix}${unit}`,
    (unit) => describe(unitNames[unit]),
  )
