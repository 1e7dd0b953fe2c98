import {
  CalendarDay,
  Currency,
  Derived,
  Id,
  Instant,
  Kept,
  Line,
  Refers,
  Table,
  ToOne,
  Whole,
  Word,
} from '../read/declare.js'
import { DecimalScalar } from '../core/scalars.js'
import { User } from '../user/user.entity.js'

@Table('rate_load', 'A file of reference rates that was read in. Never changed.')
export class RateLoad {
  @Id() id: string

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who read it in.')
  by: User

  @Instant('When.')
  recordedAt: Date

  @Line(300, 'Where its rates come from.')
  source: string

  @Word(/^[0-9a-f]{64}$/, 'SHA-256', 'The SHA-256 of its text, in UTF-8.')
  sha256: string

  @Whole(0, 2 ** 31 - 1, 'How many rates were not known before.')
  added: number

  @Whole(0, 2 ** 31 - 1, 'How many were known already, and the same.')
  unchanged: number

  @Whole(0, 2 ** 31 - 1, 'How many stand in place of another rate of the same day.')
  corrected: number

  @CalendarDay('The earliest day in it.')
  firstDay: string

  @CalendarDay('The latest day in it.')
  lastDay: string
}

@Table(
  'exchange_rate',
  'The euro foreign exchange reference rate of a currency on a day. Never changed: a correction stands beside it, and the later recorded counts.',
)
export class ExchangeRate {
  @Id() id: string

  @Currency('ISO 4217 code; never EUR.')
  currency: string

  @CalendarDay('The day of the rate.')
  day: string

  @Kept('numeric')
  @Derived(
    'decimal',
    () => DecimalScalar,
    '{t}.rate',
    'How many units of the currency are one euro, exactly as published.',
  )
  rate: string

  @Instant('When we learned of it.')
  recordedAt: Date

  @Refers() loadId: string
  @ToOne(() => RateLoad, '{t}.load_id', 'The file that it comes from.')
  load: RateLoad

  @Derived(
    'text',
    () => String,
    '(select l.source from rate_load l where l.id = {t}.load_id)',
    'Where it comes from.',
  )
  source: string
}
