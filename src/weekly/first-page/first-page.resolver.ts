import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { DataSource } from 'typeorm'
import { LanguageCode } from '../../core/enums.js'
import type { Language } from '../../core/locale.js'
import { notifyAs } from '../../database/authenticated-query.js'
import { poolOf } from '../../database/connection.js'
import type { Caller } from '../../read/caller.js'
import type { WeeklyContent } from '../content.js'
import { IssuedSummary } from '../issued-summary.entity.js'
import { WeeklySummary } from '../weekly-summary.js'
import { buildFirstPage } from './first-page.js'
import type { FirstPage } from './page.js'
import { FirstPageType } from './first-page.entity.js'

type ContentRow = Record<string, WeeklyContent>

/** Writes the page and records which deals it names: the compiled statement notes the rows of types, not of texts. */
async function writePage(
  source: DataSource,
  row: ContentRow,
  caller: Caller,
  info: GraphQLResolveInfo,
  language: Language | undefined,
): Promise<FirstPage> {
  const page = buildFirstPage(row[info.path.key]!, language ?? caller.language)
  const named = [page.moved, page.coming, page.attention].flatMap(({ items }) => items)
  const references = [...new Set(named.flatMap(({ reference }) => reference ?? []))]
  if (references.length > 0)
    await notifyAs(poolOf(source), caller.token, 'record_deal_reads', references, 'GRAPHQL')
  return page
}

const languageArgument = { type: () => LanguageCode, nullable: true }

@Resolver(() => WeeklySummary)
export class FirstPageResolver {
  constructor(private readonly source: DataSource) {}

  @ResolveField('firstPage', () => FirstPageType)
  firstPage(
    @Parent() row: ContentRow,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', languageArgument) language?: Language,
  ): Promise<FirstPage> {
    return writePage(this.source, row, caller, info, language)
  }
}

@Resolver(() => IssuedSummary)
export class IssuedFirstPageResolver {
  constructor(private readonly source: DataSource) {}

  @ResolveField('firstPage', () => FirstPageType)
  firstPage(
    @Parent() row: ContentRow,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', languageArgument) language?: Language,
  ): Promise<FirstPage> {
    return writePage(this.source, row, caller, info, language)
  }
}
