import { Agreement, agreementKinds } from '../agreement/agreement.entity.js'
import { agreementStandings } from '../agreement/agreement-standing.js'
import { registerCodes } from '../core/codes.js'
import { DerivedField, ViewType } from '../read/declare.js'
import type { Past } from '../read/filter/past.js'
import {
  agencyNames,
  codeDimension,
  dealKeys,
  linksToDeals,
  partialDateConditions,
  periodDimension,
  periodsOf,
  type Dimension,
} from './dimension.js'
import { count, sum, type Measure } from './measure.js'
import { codeNames } from './names.js'
import type { StatContext, StatSubject } from './plain-stats.js'
import { Stat } from './stat.js'
import { describeUnits, units, type Unit } from './unit.js'

const plain = ['KIND', 'STANDING', 'LEAD_AGENCY'] as const
type Plain = (typeof plain)[number]

export const agreementDimensions = [...plain, ...units.map((unit) => `SIGNED_${unit}` as const)] as const
export type AgreementDimension = (typeof agreementDimensions)[number]
export const AgreementDimensionCode = registerCodes(
  'AgreementDimension',
  agreementDimensions,
  'Dimension of agreements. With LEAD_AGENCY and periods an agreement may be in several cells.',
  {
    KIND: 'Kind of agreement.',
    STANDING: 'Progress of the agreement.',
    LEAD_AGENCY: 'Lead agency of a deal of the agreement; one cell for each, null without a deal.',
    ...describeUnits(
      'SIGNED_',
      (unit) => `The ${unit} in which it was signed; several with a partial date, null if it is not signed.`,
    ),
  },
)

export const agreementMeasures = ['AGREEMENTS', 'DEALS', 'AMOUNT'] as const
export type AgreementMeasure = (typeof agreementMeasures)[number]
export const AgreementMeasureCode = registerCodes(
  'AgreementMeasure',
  agreementMeasures,
  'Measure of agreements.',
  {
    AGREEMENTS: 'Number of agreements.',
    DEALS: 'Number of deals that they are about, each counted once.',
    AMOUNT: 'Sum of the stated amounts, one value per currency.',
  },
)

const dimensions: Record<Plain, (context: StatContext) => Dimension> = {
  KIND: ({ statement }) => codeDimension('kind', codeNames(statement, 'agreementKind', agreementKinds)),
  STANDING: ({ statement }) =>
    codeDimension('standing', codeNames(statement, 'web.agreementStanding', agreementStandings)),
  LEAD_AGENCY: ({ statement, past }) => ({
    keys: `select distinct b.id, d.key from base b join ${linksToDeals('agreement_deal', past)} l on l.agreement_id = b.id
      join ${dealKeys(statement, 'leadAgency')} d on d.deal_id = l.deal_id`,
    names: agencyNames,
    where: (_, code) => ({ deals: { some: { leadAgency: { code: { eq: code } } } } }),
    none: { deals: { none: { reference: { isNull: false } } } },
  }),
}

const inTime = (unit: Unit, { statement }: StatContext): Dimension =>
  periodDimension(statement, unit, {
    keys: `select distinct b.id, first::date::text as key from base b, ${periodsOf(unit, 'b.signed_when_from', 'b.signed_on')}`,
    ...partialDateConditions('signedWhen', 'signedOn'),
  })

const measures = (past: Past | null): Record<AgreementMeasure, Measure> => ({
  AGREEMENTS: count(),
  DEALS: {
    number: 'count(distinct l.deal_id)',
    join: `join ${linksToDeals('agreement_deal', past)} l on l.agreement_id = t.id`,
  },
  AMOUNT: { ...sum('t.amount'), currency: 't.currency' },
})

const ofDeals = ({ past }: StatContext): string =>
  `select 'Deal', l.deal_id from ${linksToDeals('agreement_deal', past)} l where l.agreement_id in (select id from base)`

export const agreements: StatSubject = {
  type: Agreement,
  dimension: (code, context) => {
    const result = plain.find((name) => name === code)
    return result ? dimensions[result](context) : inTime(code.slice('SIGNED_'.length) as Unit, context)
  },
  measures,
  columns: () => ['{t}.id', '{t}.amount', '{t}.currency', '{t}.signed_when_from', '{t}.signed_on'],
  always: { title: { isNull: false } },
  counted: (codes, context) =>
    codes.flatMap((code) => (code === 'LEAD_AGENCY' || code === 'DEALS' ? [ofDeals(context)] : [])),
  isWithdrawable: true,
}

@ViewType('named', 'The agreements of one cell.', { key: 'ordinal' })
export class AgreementStat extends Stat {
  @DerivedField(
    'json',
    () => AgreementDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which an agreement may be in several cells.',
    { list: true, filter: false },
  )
  overlapping: AgreementDimension[]
}
