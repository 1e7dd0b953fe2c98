import { Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { translate } from '../core/locale.js'
import type { Caller } from '../read/caller.js'
import { ErasureRecord, type ErasureRecordKind } from './erasure.js'

@Resolver(() => ErasureRecord)
export class ErasureRecordResolver {
  @ResolveField('why', () => String)
  why(
    @Parent() record: Record<string, ErasureRecordKind>,
    @Context() { language }: Caller,
    @Info() info: GraphQLResolveInfo,
  ): string {
    return translate(language, `erasureRecord.${record[info.path.key]}`)
  }
}
