import { Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { translate } from '../core/locale.js'
import type { Caller } from '../read/caller.js'
import { Kept, type KeptKind } from './erasure.js'

@Resolver(() => Kept)
export class ErasureRecordResolver {
  @ResolveField('why', () => String)
  why(
    @Parent() kept: Record<string, KeptKind>,
    @Context() { language }: Caller,
    @Info() info: GraphQLResolveInfo,
  ): string {
    return translate(language, `kept.${kept[info.path.key]}`)
  }
}
