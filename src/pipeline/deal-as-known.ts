import {
  ActivityCode,
  Deal,
  DealOriginCode,
  DealTypeCode,
  type Activity,
  type DealOrigin,
  type DealType,
} from '../deal/deal.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { DerivedField, EmbeddedField, ToOne, ViewType } from '../read/declare.js'
import { addFilter, idInQuery } from '../read/shape.js'
import { User } from '../user/user.entity.js'
import { knownAt } from './as-of-arguments.js'

@ViewType('deals_known_at({knownAt})', 'What was recorded of a deal at an instant.', { key: 'deal_id' })
export class DealAsKnown {
  @DerivedField('word', () => String, '{t}.sector', 'NACE Rev. 2 section or division.', { nullable: true })
  sector: string | null

  @DerivedField('code', () => ActivityCode, '{t}.activity', 'Activity that the company plans here.', {
    nullable: true,
    codes: ActivityCode,
  })
  activity: Activity | null

  @DerivedField('code', () => DealTypeCode, '{t}.type', 'Form of the investment.', {
    nullable: true,
    codes: DealTypeCode,
  })
  type: DealType | null

  @DerivedField('code', () => DealOriginCode, '{t}.origin', 'Origin of the investor.', {
    nullable: true,
    codes: DealOriginCode,
  })
  origin: DealOrigin | null

  @ToOne(() => User, '{t}.officer_id', 'The responsible user.', { nullable: true })
  officer: User | null

  @ToOne(() => Prospect, '{t}.prospect_id', 'The company.', { nullable: true })
  prospect: Prospect | null

  @EmbeddedField(() => PartialDate, 'Expected date of the decision of the company.', { nullable: true })
  expectedDecision: PartialDate | null
}

addFilter(Deal, 'asKnown', {
  description:
    'What was recorded of the deal at an instant: the values of today without what was edited since. Where you could not see it then, the values of today.',
  args: { knownAt: { ...knownAt, nullable: false } },
  rows: () => DealAsKnown,
  sql: idInQuery('select {row}.deal_id from {rows}'),
})
