import { registerCodes } from '../../core/codes.js'
import { naceDivisions, naceSection, naceSections } from '../../core/validation/nace.js'
import { confidentialities } from '../../core/scope.js'
import { activities, dealOrigins, dealTypes } from '../../deal/deal.entity.js'
import { lossCodes } from '../../deal/loss/loss.entity.js'
import { stageOutcomes } from '../../deal/stage/stage.js'
import {
  agencyNames,
  codeDimension,
  partialDateConditions,
  periodDimension,
  fieldCondition,
  periodOf,
  periodsOf,
  userNames,
} from '../dimension.js'
import { describeUnits, units, type Unit } from '../unit.js'
import { codeNames, countryNames, sectorNames } from '../names.js'
import {
  furtherDimension,
  furtherDimensions,
  isOfJobs,
  statedDimension,
  statedDimensions,
  type FurtherDimension,
} from './further-dimensions.js'
import type { AsOfPoint } from '../as-of.js'
import type { DealContext, OfDeals } from './deal-context.js'
import { asKnownThen, companyJoin, expectedDecisions, locations } from './known-dimension.js'
import { anyOf, whereJsonSql, type WhereJson } from '../where-json.js'

const plain = [
  'STAGE',
  'OUTCOME',
  'LEAD_AGENCY',
  'TEAM_AGENCY',
  'OFFICER',
  'SECTOR',
  'SECTION',
  'ACTIVITY',
  'TYPE',
  'ORIGIN',
  'PROSPECT_COUNTRY',
  'NUTS3',
  'CONFIDENTIALITY',
  'LOSS_REASON',
  'LOST_TO',
  'LOST_TO_TOWN',
] as const
const periods = ['OPENED', 'ENTERED', 'DECISION'] as const

type Plain = (typeof plain)[number]
type Period = (typeof periods)[number]
export type DealDimension = Plain | FurtherDimension | `${Period | 'STATED'}_${Unit}`

export const dealDimensions = [
  ...plain,
  ...furtherDimensions,
  ...periods.flatMap((period) => units.map((unit) => `${period}_${unit}` as const)),
  ...statedDimensions,
] as const
export const DealDimensionCode = registerCodes(
  'DealDimension',
  dealDimensions,
  'Dimension of deals. The requested day is `asOf`, or today. With `knownAt`, what is recorded of a deal is as recorded by that instant; attributes of companies are those of today. With TEAM_AGENCY, NUTS3, LOSS_REASON, ENTERED_… and DECISION_… a deal may be in several cells.',
  {
    STAGE: 'Stage on the requested day.',
    OUTCOME: 'Outcome of the stage on the requested day: open, won, lost or paused.',
    LEAD_AGENCY: 'Agency that led the deal on the requested day.',
    TEAM_AGENCY: 'Agency in the team on the requested day, the lead included; one cell for each.',
    OFFICER: 'Officer in charge on the requested day; null without one, or when masked.',
    SECTOR: 'NACE section or division as stated; null if not stated.',
    SECTION: 'NACE section of the sector; null if not stated.',
    ACTIVITY: 'Activity that the company plans; null if not stated.',
    TYPE: 'Form of the investment; null if not stated.',
    ORIGIN: 'Origin of the investor; null if not stated.',
    PROSPECT_COUNTRY:
      'Country of the company, as it is today; null if the company or its country is unknown or hidden.',
    NUTS3:
      'NUTS 3 area of a site among the locations on the requested day; one cell for each, null without one.',
    CONFIDENTIALITY: 'Confidentiality level on the requested day.',
    LOSS_REASON: 'Reason for the loss; one cell for each, null for a deal without one.',
    LOST_TO:
      'Country to which a lost deal went; UNKNOWN if it is stated to be unknown, null if nothing is stated.',
    LOST_TO_TOWN: 'Town to which a lost deal went, with its country; null if none is stated.',
    STANDING:
      'Certainty of the statement about jobs that counts on the requested day; null if no jobs are stated.',
    PROSPECT: 'The company; null when unknown or masked.',
    GROUP:
      'The companies that stakes connect with the company on the requested day, under the one that no other holds; null when unknown or masked.',
    OVERRIDE: 'YES if a move up to the requested day was made although facts were missing, else NO.',
    ...describeUnits('OPENED_', (unit) => `The ${unit} in which the deal was opened.`),
    ...describeUnits(
      'ENTERED_',
      (unit) =>
        `The ${unit} in which it entered the stage in \`stage\`; one cell for each, null if it did not enter.`,
    ),
    ...describeUnits(
      'DECISION_',
      (unit) =>
        `The ${unit} in which the decision was expected on the requested day; several with a partial date, null if no decision is expected.`,
    ),
    ...describeUnits(
      'STATED_',
      (unit) =>
        `The ${unit} in which the statement about jobs that counts was made; null if no jobs are stated.`,
    ),
  },
)

/** Whether the dimension is about entering a stage. */
export const entersStage = (dimension: DealDimension): boolean => dimension.startsWith('ENTERED_')

export function dealDimension(code: DealDimension, query: DealContext): OfDeals {
  const result = plain.find((name) => name === code)
  if (result) return asKnownThen(code, plainly[result](query), query.moment)
  const further = furtherDimensions.find((name) => name === code)
  if (further) return asKnownThen(further, furtherDimension[further](query), query.moment)
  if (isOfJobs(code)) return statedDimension(code, query)
  const [period, unit] = code.split('_') as [Period, Unit]
  return asKnownThen(period, inTime[period](unit, query), query.moment)
}

const codedAs =
  (field: string, room: string, list: readonly string[]) =>
  ({ context }: DealContext): OfDeals =>
    codeDimension(field, codeNames(context.statement, room, list))

const plainly: Record<Plain, (query: DealContext) => OfDeals> = {
  STAGE: ({ moment: asOf }) => ({
    standing: 's.stage',
    names:
      'select code as key, code as value, label ->> viewer_language() as label, position as place from deal_stage',
    where: (k) => asOf.stageAsOf({ stage: { eq: k } }) ?? { stage: { code: { eq: k } } },
    none: { stage: { isNull: true } },
  }),
  OUTCOME: ({ context, moment: asOf }) => ({
    standing: 'g.outcome',
    names: codeNames(context.statement, 'stageOutcome', stageOutcomes),
    where: (k) => asOf.stageAsOf({ outcome: { eq: k } }) ?? { stage: { outcome: { eq: k } } },
    none: { stage: { isNull: true } },
  }),
  LEAD_AGENCY: ({ moment: asOf }) => ({
    ...(asOf.isPast
      ? {
          join: {
            name: 'lead',
            sql: `left join (select d.id, coalesce(l.agency_id, d.lead_agency_id) as agency_id from deal d
              left join deal_leads_as_of(${asOf.day}, ${asOf.knownAt}) l on l.deal_id = d.id) {lead} on {lead}.id = {t}.id`,
          },
          key: '{lead}.agency_id::text',
        }
      : { key: '{t}.lead_agency_id::text' }),
    names: agencyNames,
    where: (_, code) => ({ leadAgency: { code: { eq: code } } }),
    none: { leadAgency: { isNull: true } },
  }),
  TEAM_AGENCY: ({ moment: asOf }) => ({
    keys: `select distinct b.id, m.agency_id::text as key from base b join (${asOf.members}) m on m.deal_id = b.id`,
    names: agencyNames,
    where: (_, code) => asOf.inTeam(code),
    none: { not: { or: `(select jsonb_agg(${whereJsonSql(asOf.inTeam('code'))}) from agency)` } },
  }),
  OFFICER: () => ({
    key: 'case when {identity}.deal_id is not null then {t}.officer_id::text end',
    names: userNames,
    where: (k) => ({ officer: { id: { eq: k } } }),
    none: { officer: { isNull: true } },
  }),
  SECTOR: ({ context }) => ({
    key: '{t}.sector',
    names: sectorNames(context.statement, [...naceSections, ...naceDivisions]),
    ...fieldCondition('sector'),
  }),
  SECTION: ({ context }) => ({
    key: sectionOf('{t}.sector'),
    names: sectorNames(context.statement, naceSections),
    ...fieldCondition('sector', (k) => ({ in: `'${JSON.stringify(sectorsIn)}'::jsonb -> ${k}` })),
  }),
  ACTIVITY: codedAs('activity', 'activity', activities),
  TYPE: codedAs('type', 'dealType', dealTypes),
  ORIGIN: codedAs('origin', 'dealOrigin', dealOrigins),
  CONFIDENTIALITY: codedAs('confidentiality', 'confidentiality', confidentialities),
  PROSPECT_COUNTRY: ({ context, moment: asOf }) => ({
    join: companyJoin(asOf),
    key: '{company}.country',
    names: countryNames(context.statement),
    where: (k) => ({ prospect: { country: { eq: k } } }),
    none: anyOf({ prospect: { isNull: true } }, { prospect: { country: { isNull: true } } }),
  }),
  NUTS3: ({ moment: asOf }) => ({
    keys: `select distinct b.id, s.nuts3 as key from base b join ${locations(asOf)} l on l.deal_id = b.id join site s on s.id = l.site_id where s.nuts3 is not null`,
    where: (k) => ({ locations: { some: { site: { nuts3: { eq: k } } } } }),
    none: { locations: { none: { site: { nuts3: { isNull: false } } } } },
  }),
  LOSS_REASON: ({ context, moment: asOf }) => ({
    keys: `select distinct b.id, l.code as key from base b join loss_reason l on l.deal_id = b.id where ${asOf.heldLoss('l')}`,
    names: codeNames(context.statement, 'lossReason', lossCodes),
    where: (k) => lostFor(asOf, { code: { eq: k } }),
    none: { not: lostFor(asOf, { code: { isNull: false } }) },
  }),
  LOST_TO: ({ context, moment: asOf }) => ({
    join: lossJoin(asOf),
    key: `case when {gone}.unknown then 'UNKNOWN' else {gone}.country end`,
    names: `${countryNames(context.statement)} union all ${codeNames(context.statement, 'lostTo', ['UNKNOWN'])}`,
    where: (k) =>
      lostTo(
        asOf,
        `case when ${k} = 'UNKNOWN' then '{"unknown": {"eq": true}}'::jsonb else jsonb_build_object('country', jsonb_build_object('eq', ${k})) end`,
      ),
    none: { not: lostTo(asOf, { unknown: { isNull: false } }) },
  }),
  LOST_TO_TOWN: ({ moment: asOf }) => ({
    join: lossJoin(asOf),
    key: `{gone}.country || ' ' || fold({gone}.town)`,
    names: `select country || ' ' || fold(town) as key, country || ' ' || min(town) as value, min(town) || ' (' || country || ')' as label, 0 as place
      from loss_destination where town is not null group by country, fold(town)`,
    where: (k) => lostTo(asOf, { country: { eq: `left(${k}, 2)` }, town: { eq: `substr(${k}, 4)` } }),
    none: { not: lostTo(asOf, { town: { isNull: false } }) },
  }),
}

const lossJoin = (asOf: AsOfPoint) => ({
  name: 'gone',
  sql: `left join loss_destination {gone} on {gone}.deal_id = {t}.id and ${asOf.heldLoss('{gone}')}`,
})

/** Returns the condition for deals with such a loss reason, as known then. */
const lostFor = (asOf: AsOfPoint, how: WhereJson): WhereJson => {
  const held = asOf.heldLossWhere(how)
  return held ? { lossReasonHistory: { some: held } } : { lossReasons: { some: how } }
}

/** Returns the condition for deals with such a destination, as known then. */
const lostTo = (asOf: AsOfPoint, how: WhereJson): WhereJson => {
  const held = asOf.heldLossWhere(how)
  return held ? { lossDestinationHistory: { some: held } } : { lossDestination: how }
}

/** The section of a sector; a letter is itself a section. */
const sectionOf = (sector: string): string =>
  `case when ${sector} ~ '^[A-U]$' then ${sector} else ('${JSON.stringify(
    Object.fromEntries(naceDivisions.map((division) => [division, naceSection(division)])),
  )}'::jsonb ->> ${sector}) end`
const sectorsIn = Object.fromEntries(
  naceSections.map((section) => [
    section,
    [section, ...naceDivisions.filter((d) => naceSection(d) === section)],
  ]),
)

const inTime: Record<Period, (unit: Unit, query: DealContext) => OfDeals> = {
  OPENED: (unit, { context, moment: asOf }) =>
    periodDimension(context.statement, unit, {
      ...(asOf.asKnown({})
        ? {
            join: {
              name: 'opening',
              sql: `left join (select d.id, coalesce(o.opened_on, d.opened_on) as opened_on from deal d
                left join openings_replaced_since(${asOf.knownAt}) o on o.deal_id = d.id) {opening} on {opening}.id = {t}.id`,
            },
            key: periodOf(unit, '{opening}.opened_on'),
          }
        : { key: periodOf(unit, '{t}.opened_on') }),
      where: (from, to) => ({ openedOn: { gte: from, lte: to } }),
      none: { openedOn: { isNull: true } },
    }),
  ENTERED: (unit, { context, moment: asOf }) => {
    const stage = context.statement.param(context.args.stage, 'text')
    return periodDimension(context.statement, unit, {
      keys: `select distinct b.id, ${periodOf(unit, 'm.effective_on')} as key from base b join (${asOf.moves}) m on m.deal_id = b.id where m.to_stage = ${stage}`,
      where: (from, to) => ({
        transitions: {
          some: asOf.transitionsAsOf({ to: { code: { eq: stage } }, effectiveOn: { gte: from, lte: to } }),
        },
      }),
      none: { transitions: { none: asOf.transitionsAsOf({ to: { code: { eq: stage } } }) } },
    })
  },
  DECISION: (unit, { context, moment: asOf }) =>
    periodDimension(context.statement, unit, {
      keys: `select distinct b.id, first::date::text as key from base b join ${expectedDecisions(asOf)} d on d.id = b.id,
        ${periodsOf(unit, 'd.expected_decision_from', 'd.expected_decision_to')}`,
      ...partialDateConditions('expectedDecision'),
    }),
}
