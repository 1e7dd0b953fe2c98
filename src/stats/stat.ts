import { Float, Int, ObjectType } from '@nestjs/graphql'
import { DecimalScalar, JsonScalar } from '../core/scalars.js'
import { DerivedField, ListOf, ViewType } from '../read/declare.js'

@ViewType('', 'The value of a dimension that the rows of a cell share.', { key: 'place' })
export class DimensionValue {
  @DerivedField('text', () => String, `({t}.found ->> 'dimension')`, 'The dimension, as in `groupBy`.')
  dimension: string

  @DerivedField(
    'text',
    () => String,
    `({t}.found ->> 'value')`,
    'A code, an id, or a period in ISO 8601 form (2018-W22, 2018-05, 2018; a quarter as 2018-Q2). Null: not stated, or you may not see it.',
    { nullable: true },
  )
  value: string | null

  @DerivedField('text', () => String, `({t}.found ->> 'label')`, 'Label in your language.')
  label: string
}

@ViewType('', 'The value of a measure.', { key: 'place' })
export class MeasureValue {
  @DerivedField('text', () => String, `({t}.found ->> 'measure')`, 'The measure, as in `measures`.')
  measure: string

  @DerivedField(
    'float',
    () => Float,
    `({t}.found ->> 'number')::float8`,
    'The value; null if it has no upper end, or if no row states it: what is unknown is never 0. Beyond 2^53 it is rounded: read `exact`.',
    {
      nullable: true,
    },
  )
  number: number | null

  @DerivedField(
    'decimal',
    () => DecimalScalar,
    `({t}.found ->> 'number')`,
    'The same value as text, exact however large it is.',
    { nullable: true },
  )
  exact: string | null

  @DerivedField(
    'text',
    () => String,
    `({t}.found ->> 'currency')`,
    'ISO 4217 code of an amount of money; otherwise null.',
    {
      nullable: true,
    },
  )
  currency: string | null

  @DerivedField(
    'boolean',
    () => Boolean,
    `({t}.found ->> 'openEnded')::boolean`,
    'Whether some row has no upper end, so the sum has none.',
  )
  openEnded: boolean
}

const entriesOf = (column: string): { from: string } => ({
  from: `(select found, place from jsonb_array_elements({p}."${column}") with ordinality as e(found, place))`,
})

/** One cell of a statistic. */
@ObjectType({ isAbstract: true })
export abstract class Stat {
  @ListOf(
    () => DimensionValue,
    'true',
    '{t}.place',
    'The cell: one entry per dimension, in the requested order.',
    entriesOf('by'),
  )
  by: DimensionValue[]

  @ListOf(
    () => MeasureValue,
    'true',
    '{t}.place',
    'Its values, in the requested order. An amount of money has one value per currency, and none without rows.',
    entriesOf('values'),
  )
  values: MeasureValue[]

  @ListOf(
    () => MeasureValue,
    'true',
    '{t}.place',
    'The same measures over all rows, each counted once, although a row may be in several cells. Equal in every cell.',
    entriesOf('total'),
  )
  total: MeasureValue[]

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}."where"',
    'The `where` for the list of the type that lists exactly the rows of the cell.',
    { filter: false },
  )
  where: unknown

  @DerivedField(
    'int',
    () => Int,
    '{t}.shared',
    'How many of its rows are in other cells as well, because a requested dimension overlaps.',
  )
  sharedRows: number
}
