import { Context, Field, Info, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { translate } from '../../core/locale.js'
import type { Caller } from '../../read/caller.js'
import { FieldWithArgs, DerivedField, ViewType, extendType } from '../../read/declare.js'
import { addFilter, rowByRowHint } from '../../read/shape.js'
import { Deal } from '../deal.entity.js'
import type { FactCode } from './stage.js'
import { FactCodeEnum, StageCodeEnum } from './stage.entity.js'

@ObjectType({ description: 'A fact that a stage requires and that the deal lacks.' })
export class MissingFact {
  @Field(() => String, { description: 'Stable code, for example `signedAgreement`.' })
  code: FactCode

  @Field(() => String, { description: 'Text in your language.' })
  message: string

  constructor(code: FactCode, message: string) {
    this.code = code
    this.message = message
  }
}

// SQL returns codes only; the resolver below adds the translated text
extendType(
  Deal,
  'missing',
  FieldWithArgs(
    'json',
    () => MissingFact,
    'to_json(case when {identity}.deal_id is not null then missing_facts({t}.id, {stage}) end)',
    'Facts still missing for this stage; null when masked.',
    {
      nullable: true,
      list: true,
      resolved: true,
      args: [{ name: 'stage', graphql: () => StageCodeEnum, sql: 'text', description: 'Target stage.' }],
    },
  ),
)

@ViewType('required_facts({stage})', 'A fact that a deal needs to be in a stage.', {
  key: 'fact',
})
export class RequiredFact {
  @DerivedField('code', () => FactCodeEnum, '{t}.fact', 'Code of the fact.', { codes: FactCodeEnum })
  fact: FactCode
}

addFilter(Deal, 'missing', {
  description:
    'Matches deals that lack a fact required by a stage: a fact that matches the filter, or any fact if only the stage is given. Never matches a deal that you see masked.',
  args: {
    stage: { graphql: () => StageCodeEnum, description: 'Target stage.', sql: 'text' },
  },
  rows: () => RequiredFact,
  // checks fact by fact and stops at the first that is missing
  sql: `case when exists (select from deal_identity k where k.deal_id = {t}.id ${rowByRowHint}) then exists (
    select from deal_fact_rows f
     where f.deal_id = {t}.id and f.fact = any (array(select {row}.fact from {rows})) and not f.is_shown ${rowByRowHint}) end`,
})

@Resolver(() => Deal)
export class MissingFactsResolver {
  @ResolveField('missing', () => [MissingFact], { nullable: true })
  missing(
    @Parent() deal: Record<string, FactCode[] | null>,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
  ) {
    return (
      deal[info.path.key]?.map((code) => new MissingFact(code, translate(caller.language, `fact.${code}`))) ??
      null
    )
  }
}
