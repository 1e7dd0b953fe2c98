/** The first page in the API. SQL reads the content of the week; the sentences are written from it. */
import { Field, ObjectType } from '@nestjs/graphql'
import { LanguageCode } from '../../core/enums.js'
import { FieldWithArgs, extendType } from '../../read/declare.js'
import { contentSql, issuedRows, liveRowsOf } from '../content.js'
import { IssuedSummary } from '../issued-summary.entity.js'
import { PeriodSummary } from '../period-summary.js'
import { WeeklySummary } from '../weekly-summary.js'
import type { FirstPage, FirstPageFigure, FirstPageItem, FirstPageList } from './page.js'

@ObjectType('FirstPageFigure', { description: 'A figure of the first page, as text.' })
export class FirstPageFigureType implements Omit<FirstPageFigure, 'name' | 'amounts'> {
  @Field(() => String, { description: 'What it counts.' })
  label: string

  @Field(() => String, { description: 'The number or amount; a word if it is unknown.' })
  value: string

  @Field(() => String, {
    description: 'How sure it is and who states it, or what it is compared with.',
  })
  standing: string
}

@ObjectType('FirstPageItem', { description: 'What the first page says of one deal.' })
export class FirstPageItemType implements FirstPageItem {
  @Field(() => String, {
    nullable: true,
    description: 'Reference of the deal; null for news without a deal.',
  })
  reference: string | null

  @Field(() => String, { nullable: true, description: 'Its code name; null likewise.' })
  codeName: string | null

  @Field(() => String, { description: 'The company; the code name when masked.' })
  name: string

  @Field(() => String, { description: 'One or several sentences.' })
  text: string

  @Field(() => String, { nullable: true, description: 'Activity, place and investment; null without any.' })
  details: string | null
}

@ObjectType('FirstPageList', { description: 'A list of the first page.' })
export class FirstPageListType implements FirstPageList {
  @Field(() => String, { description: 'Title.' })
  title: string

  @Field(() => [FirstPageItemType], { description: 'What weighs most: jobs, then investment, then stage.' })
  items: FirstPageItem[]

  @Field(() => String, {
    nullable: true,
    description: 'That there is nothing, or how much more there is; null if neither needs saying.',
  })
  note: string | null
}

@ObjectType('FirstPage', {
  description: 'The first page of a summary in whole sentences, as far as you may see the deals.',
})
export class FirstPageType implements FirstPage {
  @Field(() => String, { description: 'The period in one or two sentences.' })
  headline: string

  @Field(() => String, {
    nullable: true,
    description:
      'That the period is not over, or was not when the summary was issued; null for one that was over.',
  })
  notice: string | null

  @Field(() => [FirstPageFigureType], {
    description: 'Open deals, jobs projected, investment, and jobs realised.',
  })
  figures: FirstPageFigure[]

  @Field(() => FirstPageListType, { description: 'What happened in the period.' })
  moved: FirstPageList

  @Field(() => FirstPageListType, { description: 'Decisions, meetings and deadlines to come.' })
  coming: FirstPageList

  @Field(() => FirstPageListType, { description: 'At most five deals that need attention, and why.' })
  attention: FirstPageList
}

/** Each page reads a week: a list of the default length can have it, one of a hundred cannot. */
const pageCost = 2_000

const firstPageField = (sql: string): PropertyDecorator =>
  FieldWithArgs(
    'json',
    () => FirstPageType,
    `(${sql})::json`,
    'Its first page, in whole sentences. It reads the whole period a second time.',
    {
      resolved: true,
      cost: pageCost,
      args: [
        {
          name: 'language',
          graphql: () => LanguageCode,
          nullable: true,
          sql: 'text',
          description: 'Default: your language.',
        },
      ],
    },
  )

for (const type of [WeeklySummary, PeriodSummary])
  extendType(type, 'firstPage', firstPageField(contentSql(liveRowsOf('{t}'))))
extendType(IssuedSummary, 'firstPage', firstPageField(contentSql(issuedRows('{t}.id'))))
