import {
  DateField,
  CurrencyField,
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  StringField,
  ForeignKey,
  TableType,
  ToOne,
  IntField,
  CodeField,
} from '../read/declare.js'
import { DecimalScalar } from '../core/scalars.js'
import { User } from '../user/user.entity.js'

@TableType('rate_load', 'A file of reference rates that was read in. Never changed.')
export class RateLoad {
  @IdField() id: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who read it in.')
  by: User

  @DateTimeField('When.')
  recordedAt: Date

  @StringField(300, 'Where its rates come from.')
  source: string

  @CodeField(/^[0-9a-f]{64}$/, 'SHA-256', 'The SHA-256 of its text, in UTF-8.')
  sha256: string

  @IntField(0, 2 ** 31 - 1, 'How many rates were not known before.')
  added: number

  @IntField(0, 2 ** 31 - 1, 'How many were known already, and the same.')
  unchanged: number

  @IntField(0, 2 ** 31 - 1, 'How many stand in place of another rate of the same day.')
  corrected: number

  @DateField('The earliest day in it.')
  firstDay: string

  @DateField('The latest day in it.')
  lastDay: string
}

@TableType(
  'exchange_rate',
  'The euro foreign exchange reference rate of a currency on a day. Never changed: a correction stands beside it, and the later recorded counts.',
)
export class ExchangeRate {
  @IdField() id: string

  @CurrencyField('ISO 4217 code; never EUR.')
  currency: string

  @DateField('The day of the rate.')
  day: string

  @HiddenColumn('numeric')
  @DerivedField(
    'decimal',
    () => DecimalScalar,
    '{t}.rate',
    'How many units of the currency are one euro, exactly as published.',
  )
  rate: string

  @DateTimeField('When we learned of it.')
  recordedAt: Date

  @ForeignKey() loadId: string
  @ToOne(() => RateLoad, '{t}.load_id', 'The file that it comes from.')
  load: RateLoad

  @DerivedField(
    'text',
    () => String,
    '(select l.source from rate_load l where l.id = {t}.load_id)',
    'Where it comes from.',
  )
  source: string
}
