import { ID, Int } from '@nestjs/graphql'
import { registerCodes } from '../core/codes.js'
import { DerivedField, ListOf, ViewType, ToOne, extendType } from '../read/declare.js'
import { addFilter } from '../read/shape.js'
import { Prospect } from './prospect.entity.js'

export const groupRelations = ['ABOVE', 'BELOW', 'BESIDE'] as const
export type GroupRelation = (typeof groupRelations)[number]
export const GroupRelationCode = registerCodes(
  'GroupRelation',
  groupRelations,
  'ABOVE: holds the prospect, itself or through others. BELOW: is held by it, directly or through others. BESIDE: neither. Where companies hold each other in a ring, the shorter way counts.',
)

/**
 * Walks stakes step by step: one row a step, with the companies that it came to first. Each company is entered once,
 * so that rings end and no way is walked twice, however densely the companies hold each other.
 */
const walk = (name: string, next: string, start = '{p}.id'): string => `
  ${name} as (
    select 0 as distance, array[${start}] as reached, array[${start}] as known
    union all
    select distance + 1, step.reached, known || step.reached
      from ${name}, lateral (select array_agg(distinct id) as reached from (${next}) as next (id) where id <> all (known)) as step
     where step.reached is not null)`

const holders = 'select holder_id from stake where held_id = any (reached) and ended_on is null'
const held = 'select held_id from stake where holder_id = any (reached) and ended_on is null'

const around = `${holders} union all ${held}`

const members = (name: string): string =>
  `(select unnest(reached) as id, distance from ${name} where distance > 0)`

const group = `(
with recursive ${[walk('above', holders), walk('below', held), walk('around', around)].join(',')}
select member.id as prospect_id, member.distance,
       case when above.distance <= coalesce(below.distance, above.distance) then 'ABOVE'
            when below.distance is not null then 'BELOW' else 'BESIDE' end as relation
  from ${members('around')} as member
  left join ${members('above')} as above using (id)
  left join ${members('below')} as below using (id)
)`

@ViewType(
  group,
  'A company of the same group. Only what you may see is walked: neither a company nor a stake hidden from you leads on.',
)
export class GroupMember {
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company.')
  prospect: Prospect

  @DerivedField('int', () => Int, '{t}.distance', 'How many stakes lie between, on the shortest way.')
  distance: number

  @DerivedField('code', () => GroupRelationCode, '{t}.relation', 'Where it stands.', {
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
    'The other companies that stakes lead to, up and down, the nearest first. Stakes that have ended lead nowhere.',
  ),
)

addFilter(Prospect, 'groupOf', {
  description:
    'It is this prospect, or belongs to its group: the companies that stakes lead to, up and down. Stakes that have ended, or that you may not see, lead nowhere.',
  given: { graphql: () => ID, sql: 'uuid' },
  sql: `{t}.id = any (array(with recursive ${walk('around', around, '{given}')} select unnest(reached) from around))`,
})
