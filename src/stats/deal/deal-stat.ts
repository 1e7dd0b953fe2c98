import { ExchangeRate } from '../../rate/exchange-rate.entity.js'
import { DerivedField, ListOf, ViewType } from '../../read/declare.js'
import { DealDimensionCode, type DealDimension } from './deal-dimension.js'
import { Stat } from '../stat.js'

@ViewType('named', 'The deals of one cell; each counts once in it, masked ones included.', { key: 'ordinal' })
export class DealStat extends Stat {
  @DerivedField(
    'json',
    () => DealDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a deal may be in several cells: the cells add up to more than `total`.',
    { list: true, filter: false },
  )
  overlapping: DealDimension[]

  @ListOf(
    () => ExchangeRate,
    '{t}.id in (select id from rate_used)',
    '{t}.currency',
    'The rates used for `total`: of each currency the latest of the seven days up to `rateOn`. Empty if none was needed.',
  )
  rates: ExchangeRate[]
}
