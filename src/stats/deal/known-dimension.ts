/** Dimensions of deals by what was recorded of them at an instant. */
import type { AsOfPoint } from '../as-of.js'
import type { Dimension } from '../dimension.js'
import type { WhereJson } from '../where-json.js'

/** The dimensions that describe a deal: what was recorded by the instant counts. */
const described = new Set([
  'SECTOR',
  'SECTION',
  'ACTIVITY',
  'TYPE',
  'ORIGIN',
  'PROSPECT',
  'PROSPECT_COUNTRY',
  'OPENED',
])

/** The dimensions that are states of a deal: what was recorded by the end of the day counts. */
const states = new Set(['OFFICER', 'CONFIDENTIALITY', 'DECISION', 'LEAD_AGENCY', 'NUTS3', 'GROUP'])

/** Returns the dimension with the values of the day and the instant of the statistic, if it has them. */
export function asKnownThen<D extends Dimension>(code: string, dimension: D, moment: AsOfPoint): D {
  const isState = states.has(code)
  const filter: Filter = (how) => (isState ? moment.asThen(how) : moment.asKnown(how))
  const asKnown = (how: WhereJson): WhereJson => wrap(how, filter)
  if (!(isState || described.has(code)) || !filter({})) return dimension
  const { key, join, where, none } = dimension
  const name = isState ? 'state' : 'then'
  return {
    ...dimension,
    ...(key?.includes('{t}') && {
      key: key.replace(
        /\{t\}\.(\w+)/g,
        `(case when {${name}}.deal_id is null then {t}.$1 else {${name}}.$1 end)`,
      ),
    }),
    join: key?.includes('{t}')
      ? {
          name,
          sql: `left join ${
            isState
              ? `deals_replaced_as_of(${moment.day}, ${moment.knownAt})`
              : `deals_replaced_since(${moment.knownAt})`
          } {${name}} on {${name}}.deal_id = {t}.id`,
        }
      : join,
    where: (k: string, value: string) => asKnown(where(k, value)),
    none: asKnown(none),
  }
}

type Filter = (how: Readonly<Record<string, WhereJson>>) => WhereJson | null

/** Puts each condition into the filter `asKnown`. */
function wrap(how: WhereJson, filter: Filter): WhereJson {
  const conditions = how as Readonly<Record<string, WhereJson>>
  return 'or' in conditions
    ? { or: (conditions.or as readonly WhereJson[]).map((each) => wrap(each, filter)) }
    : filter(conditions)!
}

/** Joins the company of a deal as `company`. */
export const companyJoin = (moment: AsOfPoint) => ({
  name: 'company',
  sql: `left join prospect {company} on {company}.id = ${
    moment.asKnown({})
      ? `(select k.prospect_id from deal_prospects_known_at(${moment.knownAt}) k where k.deal_id = {t}.id)`
      : '{identity}.prospect_id'
  }`,
})

/** Selects the days on which the decision of each deal was expected. */
export const expectedDecisions = (moment: AsOfPoint): string =>
  moment.isPast
    ? `(select d.id, case when k.deal_id is null then d.expected_decision_from else k.expected_decision_from end as expected_decision_from,
        case when k.deal_id is null then d.expected_decision_to else k.expected_decision_to end as expected_decision_to
      from deal d left join deals_replaced_as_of(${moment.day}, ${moment.knownAt}) k on k.deal_id = d.id)`
    : 'deal'

/** Selects the companies of the deals. */
export const companies = (moment: AsOfPoint): string =>
  moment.asKnown({}) ? `deal_prospects_known_at(${moment.knownAt})` : 'deal_identity'

/** Selects the stakes between companies. */
export const stakes = (moment: AsOfPoint): string =>
  moment.isPast
    ? `stakes_as_of(${moment.day}, ${moment.knownAt})`
    : '(select holder_id, held_id from stake where ended_on is null and withdrawn_at is null)'

/** Selects the locations that compete for the deals. */
export const locations = (moment: AsOfPoint): string =>
  moment.isPast
    ? `locations_as_of(${moment.day}, ${moment.knownAt})`
    : '(select deal_id, site_id from location where withdrawn_at is null)'
