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

@TableType('rate_load', 'A loaded file of reference rates. Never changed.')
export class RateLoad {
  @IdField() id: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who loaded it.')
  by: User

  @DateTimeField('When it was loaded.')
  recordedAt: Date

  @StringField(300, 'Source of its rates.')
  source: string

  @CodeField(/^[0-9a-f]{64}$/, 'SHA-256', 'The SHA-256 of its text, in UTF-8.')
  sha256: string

  @IntField(0, 2 ** 31 - 1, 'Number of rates that were not stored before.')
  added: number

  @IntField(0, 2 ** 31 - 1, 'Number of rates that were already stored with the same value.')
  unchanged: number

  @IntField(0, 2 ** 31 - 1, 'Number of rates that correct another value of the same day.')
  corrected: number

  @DateField('The earliest day in it.')
  firstDay: string

  @DateField('The latest day in it.')
  lastDay: string
}

@TableType(
  'exchange_rate',
  'The euro foreign exchange reference rate of a currency on a day. Never changed: a correction is another row, and the row recorded last counts.',
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
    'Units of the currency per euro, exactly as published.',
  )
  rate: string

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @ForeignKey() loadId: string
  @ToOne(() => RateLoad, '{t}.load_id', 'The file that contains it.')
  load: RateLoad

  @DerivedField(
    'text',
    () => String,
    '(select l.source from rate_load l where l.id = {t}.load_id)',
    'Source of the rate.',
  )
  source: string
}
