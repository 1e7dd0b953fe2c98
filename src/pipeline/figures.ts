import { Float, Int } from '@nestjs/graphql'
import { MoneyRange } from '../read/composite/money.js'
import { DerivedField, ListOf, EmbeddedField, ViewType } from '../read/declare.js'

@ViewType('', 'Jobs of one kind, summed over deals. One statement of each deal counts.')
export class JobsRange {
  @DerivedField('int', () => Int, '{t}."{#}low"', 'At least.')
  low: number

  @DerivedField(
    'int',
    () => Int,
    '{t}."{#}high"',
    'At most; null if open-ended: some deal has no upper end.',
    { nullable: true },
  )
  high: number | null

  @DerivedField('boolean', () => Boolean, '({t}."{#}high" is null)', 'No upper end was stated for some deal.')
  openEnded: boolean

  @DerivedField(
    'float',
    () => Float,
    '{t}."{#}weighted_low"',
    '`low` of each deal times the probability that its stage had on the day, as known at the instant.',
  )
  weightedLow: number

  @DerivedField(
    'float',
    () => Float,
    '{t}."{#}weighted_high"',
    '`high` of each deal times the probability that its stage had on the day, as known at the instant; null when open-ended.',
    { nullable: true },
  )
  weightedHigh: number | null

  @DerivedField(
    'int',
    () => Int,
    '{t}."{#}realised"',
    'Jobs stated as REALISED, at least. No other figure includes them.',
  )
  realised: number

  @DerivedField(
    'int',
    () => Int,
    '{t}."{#}realised_high"',
    'Jobs stated as REALISED, at most; null if open-ended: the statement of some deal has no upper end.',
    { nullable: true },
  )
  realisedHigh: number | null

  @DerivedField(
    'int',
    () => Int,
    '{t}."{#}deals_without"',
    'Deals without such a statement; they add nothing.',
  )
  dealsWithout: number
}

@ViewType('figures', 'Sums over a set of deals; each deal counts once.', { key: 'scope' })
export class Figures {
  @DerivedField('int', () => Int, '{t}.deals', 'Number of deals, masked ones included.')
  deals: number

  @EmbeddedField(() => JobsRange, 'Jobs of the requested kind; kinds are never added.')
  jobs: JobsRange

  @ListOf(
    () => MoneyRange,
    '{t}.scope = {p}.scope',
    '{t}.currency',
    'Investment per currency, as known at `knownAt`. Unlike stages and jobs, it has no day.',
    { from: 'capex' },
  )
  capex: MoneyRange[]
}
