import { Claim, claimStandings } from '../claim/claim.entity.js'
import { reliabilities } from '../claim/grade.js'
import { registerCodes } from '../core/codes.js'
import type { Past } from '../read/filter/past.js'
import { sourceKinds } from '../read/composite/source.js'
import { DerivedField, ViewType } from '../read/declare.js'
import {
  agencyNames,
  codeDimension,
  dealKeys,
  partialDateConditions,
  periodDimension,
  periodsOf,
  type Dimension,
} from './dimension.js'
import { count, type Measure } from './measure.js'
import { codeNames } from './names.js'
import type { StatContext, StatSubject } from './plain-stats.js'
import { countedDealsSql } from './scoped-rows.js'
import { Stat } from './stat.js'
import { describeUnits, units, type Unit } from './unit.js'

const plain = ['STANDING', 'SOURCE_KIND', 'RELIABILITY', 'CREDIBILITY', 'DISPUTED', 'LEAD_AGENCY'] as const
type Plain = (typeof plain)[number]

export const claimDimensions = [...plain, ...units.map((unit) => `STATED_${unit}` as const)] as const
export type ClaimDimension = (typeof claimDimensions)[number]
export const ClaimDimensionCode = registerCodes('ClaimDimension', claimDimensions, 'Dimension of claims.', {
  STANDING: 'Standing of the claim.',
  SOURCE_KIND: 'Kind of its source.',
  RELIABILITY: 'Reliability of its source, from A to F.',
  CREDIBILITY: 'Credibility of its content, from 1 to 6.',
  DISPUTED: 'YES if another claim disputes it, else NO.',
  LEAD_AGENCY: 'Lead agency of its deal; null without a deal.',
  ...describeUnits('STATED_', (unit) => `The ${unit} in which it was stated; several with a partial date.`),
})

export const claimMeasures = ['CLAIMS', 'DEALS', 'DISPUTED'] as const
export type ClaimMeasure = (typeof claimMeasures)[number]
export const ClaimMeasureCode = registerCodes('ClaimMeasure', claimMeasures, 'Measure of claims.', {
  CLAIMS: 'Number of claims.',
  DEALS: 'Number of deals that they are about, each counted once.',
  DISPUTED: 'Number of claims that another one disputes.',
})

const dimensions: Record<Plain, (context: StatContext) => Dimension> = {
  STANDING: ({ statement }) =>
    codeDimension('standing', codeNames(statement, 'claimStanding', claimStandings)),
  SOURCE_KIND: ({ statement }) => ({
    key: '{t}.source_kind',
    names: codeNames(statement, 'sourceKind', sourceKinds),
    where: (k) => ({ source: { kind: { eq: k } } }),
    none: { source: { isNull: true } },
  }),
  RELIABILITY: ({ statement }) => ({
    key: '{t}.reliability',
    names: codeNames(statement, 'reliability', reliabilities),
    where: (k) => ({ grade: { reliability: { eq: k } } }),
    none: { grade: { isNull: true } },
  }),
  CREDIBILITY: ({ statement }) => ({
    key: '{t}.credibility::text',
    names: codeNames(statement, 'credibility', ['1', '2', '3', '4', '5', '6']),
    where: (k) => ({ grade: { credibility: { eq: `${k}::int` } } }),
    none: { grade: { isNull: true } },
  }),
  DISPUTED: ({ statement, past }) => ({
    key: `case when ${isDisputed(past)} then 'YES' else 'NO' end`,
    names: codeNames(statement, 'yesNo', ['YES', 'NO']),
    where: (k) =>
      `case when ${k} = 'YES' then '{"disputedBy": {"count": {"gt": 0}}}'::jsonb else '{"disputedBy": {"count": {"eq": 0}}}'::jsonb end`,
    none: { id: { isNull: true } },
  }),
  LEAD_AGENCY: ({ statement }) => ({
    join: {
      name: 'about',
      sql: `left join ${dealKeys(statement, 'leadAgency')} {about} on {about}.deal_id = {t}.deal_id`,
    },
    key: '{about}.key',
    names: agencyNames,
    where: (_, code) => ({ deal: { leadAgency: { code: { eq: code } } } }),
    none: { deal: { isNull: true } },
  }),
}

/** The same relation: `disputedBy` of the claim. */
const isDisputed = (past: Past | null): string => `exists (select 1 from claim x
  where x.disputes_id = any(claim_versions({t}.id, {t}.corrects_id))
    and ${
      past
        ? `x.recorded_at <= {knownAt} and (x.stated_on <= {day}) is not false and (x.withdrawn_at is null or x.withdrawn_at > {knownAt})`
        : 'x.withdrawn_at is null'
    })`

const inTime = (unit: Unit, { statement }: StatContext): Dimension =>
  periodDimension(statement, unit, {
    keys: `select distinct b.id, first::date::text as key from base b, ${periodsOf(unit, 'b.stated_when_from', 'b.stated_on')}`,
    ...partialDateConditions('statedWhen', 'statedOn'),
  })

const measures: Record<ClaimMeasure, Measure> = {
  CLAIMS: count(),
  DEALS: { number: 'count(distinct t.deal_id)' },
  DISPUTED: count('t.disputed'),
}

export const claims: StatSubject = {
  type: Claim,
  dimension: (code, context) => {
    const result = plain.find((name) => name === code)
    return result ? dimensions[result](context) : inTime(code.slice('STATED_'.length) as Unit, context)
  },
  measures: () => measures,
  columns: ({ args, past }) => [
    ...['{t}.id', '{t}.deal_id', '{t}.stated_when_from', '{t}.stated_on'],
    `${(args.measures as string[]).includes('DISPUTED') ? isDisputed(past) : 'false'} as disputed`,
  ],
  always: { statedOn: { isNull: false } },
  counted: () => [countedDealsSql('base', 'deal_id')],
  isWithdrawable: true,
}

@ViewType('named', 'The claims of one cell.', { key: 'ordinal' })
export class ClaimStat extends Stat {
  @DerivedField(
    'json',
    () => ClaimDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a claim may be in several cells.',
    { list: true, filter: false },
  )
  overlapping: ClaimDimension[]
}
