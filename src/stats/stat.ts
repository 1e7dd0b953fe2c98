import { Float, ObjectType } from '@nestjs/graphql'
import { DecimalScalar, JsonScalar } from '../core/scalars.js'
import { DerivedField, ListOf, ViewType } from '../read/declare.js'

@ViewType('', 'What the rows of a cell have in common.', { key: 'place' })
export class DimensionValue {
  @DerivedField('text', () => String, `({t}.found ->> 'dimension')`, 'Which dimension, as in `groupBy`.')
  dimension: string

  @DerivedField(
    'text',
    () => String,
    `({t}.found ->> 'value')`,
    'A code, an id, or a period as ISO 8601 writes it (2018-W22, 2018-05, 2018; a quarter as 2018-Q2). Null: not stated, or you may not see it.',
    { nullable: true },
  )
  value: string | null

  @DerivedField('text', () => String, `({t}.found ->> 'label')`, 'In words, in your language.')
  label: string
}

@ViewType('', 'A figure of a cell.', { key: 'place' })
export class MeasureValue {
  @DerivedField('text', () => String, `({t}.found ->> 'measure')`, 'Which measure, as in `measures`.')
  measure: string

  @DerivedField(
    'float',
    () => Float,
    `({t}.found ->> 'number')::numeric`,
    'The figure; null where it has no upper end, or nothing was there to measure.',
    {
      nullable: true,
    },
  )
  number: number | null

  @DerivedField('decimal', () => DecimalScalar, `({t}.found ->> 'number')`, 'The same, to the last digit.', {
    nullable: true,
  })
  exact: string | null

  @DerivedField(
    'text',
    () => String,
    `({t}.found ->> 'currency')`,
    'ISO 4217 code of a sum of money; null of anything else.',
    {
      nullable: true,
    },
  )
  currency: string | null

  @DerivedField(
    'boolean',
    () => Boolean,
    `({t}.found ->> 'openEnded')::boolean`,
    'Some row has no upper end: so the sum has none.',
  )
  openEnded: boolean
}

const entriesOf = (column: string): { from: string } => ({
  from: `(select found, place from jsonb_array_elements({p}."${column}") with ordinality as e(found, place))`,
})

/** One cell: what a statistic of any rows answers. */
@ObjectType({ isAbstract: true })
export abstract class Stat {
  @ListOf(
    () => DimensionValue,
    'true',
    '{t}.place',
    'Which cell, one entry for each dimension, in the order asked for.',
    entriesOf('by'),
  )
  by: DimensionValue[]

  @ListOf(
    () => MeasureValue,
    'true',
    '{t}.place',
    'Its figures, in the order asked for; a sum of money has one for each currency, and none where there is no money.',
    entriesOf('values'),
  )
  values: MeasureValue[]

  @ListOf(
    () => MeasureValue,
    'true',
    '{t}.place',
    'The same figures over all cells together, in each of which a row may stand: here each counts once. The same in every cell.',
    entriesOf('total'),
  )
  total: MeasureValue[]

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}."where"',
    'Given to the list as its `where`, it lists exactly the rows of the cell.',
    { filter: false },
  )
  where: unknown
}
