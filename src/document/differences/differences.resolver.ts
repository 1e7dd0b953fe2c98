import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { LanguageCode } from '../../core/enums.js'
import type { Language } from '../../core/locale.js'
import type { Caller } from '../../read/caller.js'
import { noteDealReads } from '../../weekly/first-page/first-page.resolver.js'
import type { DifferencesContent } from '../../weekly/issued/differences-query.js'
import { IssuedSummary } from '../../weekly/issued-summary.entity.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { CellFactory } from '../sections/cell-factory.js'
import { describeDifference } from './describe-difference.js'
import { codeOfKind, SummaryDifferences, type SummaryDifference } from './differences.entity.js'

const maxLines = 200

@Resolver(() => IssuedSummary)
export class DifferencesResolver {
  @ResolveField('differences', () => SummaryDifferences)
  differences(
    @Parent() row: Record<string, DifferencesContent>,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', { type: () => LanguageCode, nullable: true }) language?: Language,
  ): SummaryDifferences {
    const { differences, deals } = row[info.path.key]!
    const cells = new CellFactory(formatterFor(language ?? caller.language), deals)
    const lines = differences.slice(0, maxLines).map((difference): SummaryDifference => {
      const { what, issued, today } = describeDifference(difference, cells)
      const references = difference.deals.map((id) => deals[id]!.reference)
      return {
        kind: codeOfKind(difference.kind),
        what,
        deals: references,
        issued,
        today,
        why: difference.why,
      }
    })
    noteDealReads(
      caller,
      lines.flatMap(({ deals: references }) => references),
    )
    return { totalCount: differences.length, lines }
  }
}
