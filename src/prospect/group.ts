import { ID, Int } from '@nestjs/graphql'
import { registerCodes } from '../core/codes.js'
import { DerivedField, ListOf, ViewType, ToOne, extendType } from '../read/declare.js'
import { declarePast } from '../read/filter/past.js'
import { addFilter } from '../read/shape.js'
import { Prospect } from './prospect.entity.js'

const groupRelations = ['ABOVE', 'BELOW', 'BESIDE'] as const
export type GroupRelation = (typeof groupRelations)[number]
const GroupRelationCode = registerCodes(
  'GroupRelation',
  groupRelations,
  'Position of a company relative to a prospect of its group. In a ring of companies, the shorter path counts.',
  {
    ABOVE: 'Holds the prospect, directly or through others.',
    BELOW: 'Is held by the prospect, directly or through others.',
    BESIDE: 'Neither, for example another company of the same holder.',
  },
)

/**
 * Returns a recursive row set that follows stakes breadth first: one row per distance, with the companies reached there.
 * Each company is visited once, so rings end and no path is followed twice, however dense the stakes are.
 */
const walkSql = (name: string, next: string, start = '{p}.id'): string => `
  ${name} as (
    select 0 as distance, array[${start}] as reached, array[${start}] as known
    union all
    select distance + 1, step.reached, known || step.reached
      from ${name}, lateral (select array_agg(distinct id) as reached from (${next}) as next (id) where id <> all (known)) as step
     where step.reached is not null)`

const holdersSql =
  'select holder_id from stake where held_id = any (reached) and ended_on is null and withdrawn_at is null'
const heldSql =
  'select held_id from stake where holder_id = any (reached) and ended_on is null and withdrawn_at is null'

const neighboursSql = `${holdersSql} union all ${heldSql}`

const membersSql = (name: string): string =>
  `(select unnest(reached) as id, distance from ${name} where distance > 0)`

const groupSql = `(
with recursive ${[walkSql('above', holdersSql), walkSql('below', heldSql), walkSql('around', neighboursSql)].join(',')}
select member.id as prospect_id, member.distance,
       case when above.distance <= coalesce(below.distance, above.distance) then 'ABOVE'
            when below.distance is not null then 'BELOW' else 'BESIDE' end as relation
  from ${membersSql('around')} as member
  left join ${membersSql('above')} as above using (id)
  left join ${membersSql('below')} as below using (id)
)`

@ViewType(
  groupSql,
  'A company of the same group. Companies and stakes that you may not see are not followed.',
)
export class GroupMember {
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company.')
  prospect: Prospect

  @DerivedField(
    'int',
    () => Int,
    '{t}.distance',
    'Number of stakes between the two companies, on the shortest path.',
  )
  distance: number

  @DerivedField('code', () => GroupRelationCode, '{t}.relation', 'Position relative to the prospect.', {
    codes: GroupRelationCode,
  })
  relation: GroupRelation
}

extendType(
  Prospect,
  'group',
  ListOf(
    () => GroupMember,
    'true',
    '{t}.distance, {t}.prospect_id',
    'The other companies connected to it by stakes, as holder or held, the nearest first. Ended stakes do not count.',
  ),
)

const groupOf = (neighbours: string): string =>
  `{t}.id = any (array(with recursive ${walkSql('around', neighbours, '{value}')} select unnest(reached) from around))`

/** The stakes at the end of a day, as known at an instant. */
const stakesThen = 'stakes_as_of({day}, {knownAt})'

declarePast(Prospect, {
  isCurrentTruth: true,
  filters: {
    groupOf: groupOf(`select s.holder_id from ${stakesThen} s where s.held_id = any (reached)
      union all select s.held_id from ${stakesThen} s where s.holder_id = any (reached)`),
    deals: true,
    agreements: true,
    meetings: { instead: 'deals.some.meetings' },
  },
})

addFilter(Prospect, 'groupOf', {
  description:
    'Matches this prospect and its group: the companies connected to it by stakes, as holder or held. Stakes that have ended, or that you may not see, do not count.',
  args: { graphql: () => ID, sql: 'uuid' },
  sql: groupOf(neighboursSql),
})
