/** Dimensions of deals that need more than a column of the deal: the statement that counts, the company, the moves. */
import { jobStandings } from '../../deal/job-projection/job-projection.entity.js'
import { fieldCondition, periodDimension, periodOf } from '../dimension.js'
import { codeNames } from '../names.js'
import { units } from '../unit.js'
import { anyOf, whereJsonSql } from '../where-json.js'
import type { DealContext, OfDeals } from './deal-context.js'
import type { AsOfPoint } from '../as-of.js'
import { companies, companyJoin, stakes } from './known-dimension.js'

export const furtherDimensions = ['STANDING', 'PROSPECT', 'GROUP', 'OVERRIDE'] as const
export type FurtherDimension = (typeof furtherDimensions)[number]
export const statedDimensions = units.map((unit) => `STATED_${unit}` as const)

/** Whether the dimension is about the statement about jobs that counts. */
export const isOfJobs = (dimension: string): boolean =>
  dimension === 'STANDING' || dimension.startsWith('STATED_')

const companyNames = 'select id::text as key, id::text as value, name as label, 0 as place from prospect'

/**
 * Selects (member, root): the company that represents the group of each company. It is one that no other holds, or the
 * first of a cycle. A group is what stakes connect, whatever their direction; ended and hidden stakes do not count.
 */
const groupsSql = (
  moment: AsOfPoint,
): string => `with recursive live as (select holder_id, held_id from ${stakes(moment)} s),
  edge as (select holder_id as one, held_id as other from live union select held_id, holder_id from live),
  reached as (select id as member, id from prospect union select r.member, e.other from reached r join edge e on e.one = r.id)
  select r.member, (array_agg(r.id order by r.id in (select held_id from live), r.id))[1] as root from reached r group by r.member`

export const furtherDimension: Record<FurtherDimension, (query: DealContext) => OfDeals> = {
  STANDING: ({ context, moment: asOf }) => ({
    standing: 'j.standing',
    names: codeNames(context.statement, 'jobStanding', jobStandings),
    where: (k) => asOf.jobsAsOf({ standing: { eq: k } }),
    none: asOf.jobsAsOf({ stated: false }),
  }),
  PROSPECT: ({ moment }) => ({
    join: companyJoin(moment),
    key: '{company}.id::text',
    names: companyNames,
    ...fieldCondition('prospect', (k) => ({ id: { eq: k } })),
  }),
  GROUP: ({ moment }) => ({
    join: {
      name: 'kin',
      sql: `left join (select i.deal_id, g.root from ${companies(moment)} i join (${groupsSql(moment)}) g on g.member = i.prospect_id) {kin} on {kin}.deal_id = {t}.id`,
    },
    key: '{kin}.root::text',
    names: companyNames,
    ...fieldCondition('prospect', (k) => ({ groupOf: k })),
  }),
  OVERRIDE: ({ context, moment: asOf }) => {
    const isOverride = asOf.transitionsAsOf({ override: { eq: true } })
    const [some, none] = ['some', 'none'].map((how) =>
      whereJsonSql({ transitions: { [how]: isOverride } }),
    ) as [string, string]
    return {
      join: {
        name: 'overridden',
        sql: `left join (select distinct deal_id from (${asOf.moves}) m where m.override) {overridden} on {overridden}.deal_id = {t}.id`,
      },
      key: `case when {overridden}.deal_id is null then 'NO' else 'YES' end`,
      names: codeNames(context.statement, 'yesNo', ['YES', 'NO']),
      where: (k) => `case when ${k} = 'YES' then ${some} else ${none} end`,
      none: anyOf({ reference: { isNull: true } }),
    }
  },
}

/** The period of the statement about jobs that counts. */
export const statedDimension = (code: string, { context, moment: asOf }: DealContext): OfDeals => {
  const unit = units.find((each) => code === `STATED_${each}`)!
  return periodDimension(context.statement, unit, {
    standing: periodOf(unit, 'j.stated_on'),
    where: (from, to) => asOf.jobsAsOf({ statedOn: { gte: from, lte: to } }),
    none: asOf.jobsAsOf({ stated: false }),
  })
}
