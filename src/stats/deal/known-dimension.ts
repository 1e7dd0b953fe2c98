/** Dimensions of deals by what was recorded of them at an instant. */
import type { AsOfPoint } from '../as-of.js'
import type { Dimension } from '../dimension.js'
import type { WhereJson } from '../where-json.js'

/** The dimensions whose values deal_history and deal_identity_history keep. */
const recorded = new Set<string>([
  ...[
    'OFFICER',
    'SECTOR',
    'SECTION',
    'ACTIVITY',
    'TYPE',
    'ORIGIN',
    'PROSPECT',
    'PROSPECT_COUNTRY',
    'DECISION',
  ],
])

/** Returns the dimension with the values recorded at the instant of the statistic, if it has one. */
export function asKnownThen<D extends Dimension>(code: string, dimension: D, moment: AsOfPoint): D {
  const asKnown = (how: WhereJson): WhereJson => wrap(how, moment)
  if (!recorded.has(code) || !moment.asKnown({})) return dimension
  const { key, join, where, none } = dimension
  return {
    ...dimension,
    ...(key?.includes('{t}') && {
      key: key.replace(/\{t\}\.(\w+)/g, '(case when {then}.deal_id is null then {t}.$1 else {then}.$1 end)'),
    }),
    join: key?.includes('{t}')
      ? {
          name: 'then',
          sql: `left join deals_replaced_since(${moment.knownAt}) {then} on {then}.deal_id = {t}.id`,
        }
      : join,
    where: (k: string, value: string) => asKnown(where(k, value)),
    none: asKnown(none),
  }
}

/** Puts each condition into the filter `asKnown`. */
function wrap(how: WhereJson, moment: AsOfPoint): WhereJson {
  const conditions = how as Readonly<Record<string, WhereJson>>
  return 'or' in conditions
    ? { or: (conditions.or as readonly WhereJson[]).map((each) => wrap(each, moment)) }
    : moment.asKnown(conditions)!
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
  moment.asKnown({})
    ? `(select k.deal_id as id, k.expected_decision_from, k.expected_decision_to from deals_known_at(${moment.knownAt}) k)`
    : 'deal'
