import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { LanguageCode } from '../../core/enums.js'
import type { Language } from '../../core/locale.js'
import type { Caller } from '../../read/caller.js'
import type { WeeklyContent } from '../content.js'
import { IssuedSummary } from '../issued-summary.entity.js'
import { PeriodSummary } from '../period-summary.js'
import { WeeklySummary } from '../weekly-summary.js'
import { buildFirstPage } from './first-page.js'
import type { FirstPage } from './page.js'
import { FirstPageType } from './first-page.entity.js'

/** The SQL function that records the reads of deals. */
const recordReads = 'record_deal_reads'

type ContentRow = Record<string, WeeklyContent>

/**
 * Notes deals whose reads are recorded together before the answer goes out: the compiled statement notes the rows of types,
 * not of texts.
 */
export function noteDealReads(caller: Caller, references: readonly string[]): void {
  const { token } = caller
  const noted = (caller.noted ??= [])
  const entry = noted.find(({ record }) => record === recordReads)
  if (!entry) noted.push({ record: recordReads, ids: [...new Set(references)], token })
  else Object.assign(entry, { ids: [...new Set([...entry.ids, ...references])] })
}

/** Writes the page and notes which deals it names. */
function writePage(
  row: ContentRow,
  caller: Caller,
  info: GraphQLResolveInfo,
  language: Language | undefined,
): FirstPage {
  const page = buildFirstPage(row[info.path.key]!, language ?? caller.language)
  const named = [page.moved, page.coming, page.attention].flatMap(({ items }) => items)
  noteDealReads(
    caller,
    named.flatMap(({ reference }) => reference ?? []),
  )
  return page
}

const languageArgument = { type: () => LanguageCode, nullable: true }

@Resolver(() => WeeklySummary)
export class FirstPageResolver {
  @ResolveField('firstPage', () => FirstPageType)
  firstPage(
    @Parent() row: ContentRow,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', languageArgument) language?: Language,
  ): FirstPage {
    return writePage(row, caller, info, language)
  }
}

@Resolver(() => PeriodSummary)
export class PeriodFirstPageResolver {
  @ResolveField('firstPage', () => FirstPageType)
  firstPage(
    @Parent() row: ContentRow,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', languageArgument) language?: Language,
  ): FirstPage {
    return writePage(row, caller, info, language)
  }
}

@Resolver(() => IssuedSummary)
export class IssuedFirstPageResolver {
  @ResolveField('firstPage', () => FirstPageType)
  firstPage(
    @Parent() row: ContentRow,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', languageArgument) language?: Language,
  ): FirstPage {
    return writePage(row, caller, info, language)
  }
}
