import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Language } from '../core/locale.js'
import {
  partialDate,
  printPartialDate,
  type PartialDate as Dates,
  type Precision,
} from '../core/partial-date.js'
import { ValidWith } from '../core/valid.js'
import { LanguageCode, Precision as PrecisionCode } from '../core/words.js'
import type { Asker } from '../read/asker.js'
import { Asked, CalendarDay, Code, Shown } from '../read/declare.js'

const right = ({ from, precision }: Dates): Dates => partialDate(precision, from)
const isRight = (date: Dates): boolean => date.from === right(date).from && date.to === right(date).to

@Shown('', 'A day that is known only so exactly, Europe/Brussels.')
export class PartialDate implements Dates {
  @CalendarDay('The earliest day that it can be.')
  from: string

  @CalendarDay('The latest day that it can be, included.')
  to: string

  @Code(PrecisionCode, 'How exactly it is known: the range is exactly that of its precision.', {
    check: [
      ValidWith('PARTIAL_DATE_RANGE', isRight, (date: Dates) => ({
        ...right(date),
        givenFrom: date.from,
        givenTo: date.to,
      })),
    ],
  })
  precision: Precision

  @Asked(
    'json',
    () => String,
    `json_build_object('from', {t}."{#}from", 'to', {t}."{#}to", 'precision', {t}."{#}precision")`,
    'In words: `early March 2018`, `début mars 2018`.',
    {
      resolved: true,
      args: [
        {
          name: 'language',
          graphql: () => LanguageCode,
          nullable: true,
          sql: 'text',
          description: 'Left out: yours.',
        },
      ],
    },
  )
  text?: string
}

@Resolver(() => PartialDate)
export class PartialDateResolver {
  /** Finishes what SQL has read: words need the catalogue. */
  @ResolveField('text', () => String)
  text(
    @Parent() row: Record<string, Dates>,
    @Context() asker: Asker,
    @Info() info: GraphQLResolveInfo,
    @Args('language', { type: () => LanguageCode, nullable: true }) language?: Language,
  ): string {
    return printPartialDate(row[info.path.key]!, language ?? asker.language)
  }
}
