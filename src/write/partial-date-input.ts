import { Field, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { PrecisionCode } from '../core/enums.js'
import { DateScalar, PartialDateTextScalar } from '../core/scalars.js'
import { rangeOf, readPartialDate, type PartialDateValue, type Precision } from '../core/time/partial-date.js'
import { ObjectRule } from '../core/validation/rule.js'
import { isExactRange } from '../read/composite/partial-date.js'

/** The short forms of inputs, beside their values; not a property, because the services store what an input has. */
const shortForms = new WeakMap<object, string>()

const parts = ['from', 'to', 'precision'] as const
const isComplete = (date: PartialDateValue): boolean => parts.every((part) => date[part] != null)

/** Whether the input has all of a range, or a short form and nothing else. */
function isShortOrRange(date: PartialDateValue): boolean {
  const short = shortForms.get(date)
  const meant = short === undefined ? null : readPartialDate(short)
  return isComplete(date) && (meant === null || parts.every((part) => date[part] === meant[part]))
}

@InputType({
  description:
    'A day known to a precision only, Europe/Brussels: in short, or as its range. `{ short: "before 2018-03" }` is any day until 2018-02-28, `{ short: "2018-Q1" }` is `{ from: "2018-01-01", to: "2018-03-31", precision: QUARTER }`.',
})
export class PartialDateInput {
  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: 'The earliest possible day.' })
  from: string

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: 'The latest possible day, included.' })
  to: string

  @ObjectRule(
    'PARTIAL_DATE_RANGE',
    (date: PartialDateValue) => !isShortOrRange(date) || isExactRange(date),
    (date) => ({ ...rangeOf(date), givenFrom: date.from, givenTo: date.to }),
  )
  @Field(() => PrecisionCode, {
    nullable: true,
    description: 'How exactly the day is known; `from` and `to` are exactly the range of this precision.',
  })
  precision: Precision

  /** Sets the range that a short form means. */
  @ObjectRule('SHORT_OR_RANGE', isShortOrRange, () => ({}))
  @Field(() => PartialDateTextScalar, {
    nullable: true,
    description: 'The day in short, in place of the three other fields.',
  })
  set short(text: string | null) {
    if (text === null) return
    shortForms.set(this, text)
    for (const part of parts) this[part] ??= readPartialDate(text)![part] as never
  }
}
