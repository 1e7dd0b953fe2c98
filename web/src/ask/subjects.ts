/** The subjects of questions: the statistic and the list of the API, with their groups, figures and filters. */
import { dealFilters } from '../filter/deal-filters.js'
import type { FilterDefinition } from '../filter/definition.js'
import { meetingFilters, statementFilters } from '../filter/other-filters.js'

/** A column of figures: one measure of the API, or the two ends of a range. */
export interface Figure {
  name: string
  measures: readonly string[]
  kind: 'number' | 'range' | 'money'
  /** Measures shown beside the range: how many rows have no value. */
  without?: string
  /** A figure that adds up only within the cells of this group. */
  requires?: string
}

export type SubjectName = 'deals' | 'meetings' | 'statements'

export interface Subject {
  name: SubjectName
  statistic: 'dealStats' | 'meetingStats' | 'jobProjectionStats'
  list: 'deals' | 'meetings' | 'jobProjections'
  /** Names of types in GraphQL. */
  whereType: string
  /** Groups without a period, and the prefixes of groups by period; '' for groups that are named by the period alone. */
  groups: readonly string[]
  periods: readonly string[]
  figures: readonly Figure[]
  filters: readonly FilterDefinition[]
}

export const units = ['YEAR', 'QUARTER', 'MONTH', 'WEEK'] as const

const number = (measure: string): Figure => ({ name: measure, measures: [measure], kind: 'number' })

const range = (name: string, more: Partial<Figure> = {}): Figure => ({
  name,
  measures: [`${name}_LOW`, `${name}_HIGH`, ...(more.without ? [more.without] : [])],
  kind: 'range',
  ...more,
})

export const subjects: Readonly<Record<SubjectName, Subject>> = {
  deals: {
    name: 'deals',
    statistic: 'dealStats',
    list: 'deals',
    whereType: 'DealWhere',
    groups: [
      'STAGE',
      'OUTCOME',
      'LOSS_REASON',
      'LOST_TO',
      'LOST_TO_TOWN',
      'LEAD_AGENCY',
      'TEAM_AGENCY',
      'OFFICER',
      'SECTION',
      'SECTOR',
      'ACTIVITY',
      'TYPE',
      'ORIGIN',
      'PROSPECT_COUNTRY',
      'NUTS3',
      'CONFIDENTIALITY',
      'PROSPECT',
      'GROUP',
      'STANDING',
      'OVERRIDE',
    ],
    periods: ['OPENED', 'ENTERED', 'DECISION', 'STATED'],
    figures: [
      number('DEALS'),
      range('JOBS', { without: 'JOBS_DEALS_WITHOUT' }),
      range('JOBS_WEIGHTED'),
      { name: 'JOBS_REALISED', measures: ['JOBS_REALISED', 'JOBS_REALISED_HIGH'], kind: 'range' },
      number('JOBS_OPEN_ENDED'),
      number('JOBS_DEALS_WITHOUT'),
      { ...range('CAPEX'), kind: 'money' },
      number('DAYS_IN_STAGE_MEDIAN'),
      number('DAYS_IN_STAGE_P90'),
      number('COMPARED_DEALS'),
      range('COMPARED_ANNOUNCED'),
      {
        name: 'COMPARED_REALISED',
        measures: ['COMPARED_REALISED', 'COMPARED_REALISED_HIGH'],
        kind: 'range',
      },
      range('COMPARED_DIFFERENCE'),
      number('MEETINGS'),
      number('MEETINGS_BEFORE_COMMITMENT_MEDIAN'),
    ],
    filters: dealFilters,
  },
  meetings: {
    name: 'meetings',
    statistic: 'meetingStats',
    list: 'meetings',
    whereType: 'MeetingWhere',
    groups: ['STATUS', 'HOST_AGENCY', 'LEAD_AGENCY', 'OFFICER', 'PARTICIPANT', 'PRECISION'],
    periods: [''],
    figures: [number('MEETINGS'), number('DEALS'), number('PARTICIPANTS'), number('CONTACTS')],
    filters: meetingFilters,
  },
  statements: {
    name: 'statements',
    statistic: 'jobProjectionStats',
    list: 'jobProjections',
    whereType: 'JobProjectionWhere',
    groups: ['KIND', 'HORIZON', 'STANDING', 'SOURCE_KIND', 'LEAD_AGENCY'],
    periods: ['STATED'],
    figures: [
      number('STATEMENTS'),
      number('DEALS'),
      { name: 'RANGE', measures: ['LOW', 'HIGH'], kind: 'range', requires: 'KIND' },
      { name: 'REALISED', measures: ['REALISED', 'REALISED_HIGH'], kind: 'range', requires: 'KIND' },
      number('OPEN_ENDED'),
    ],
    filters: statementFilters,
  },
}

/** Returns the name of a group by period: `OPENED_YEAR`, or `YEAR` without a prefix. */
export const periodGroup = (prefix: string, unit: string): string => (prefix ? `${prefix}_${unit}` : unit)

export const isPeriod = (group: string): boolean =>
  units.some((unit) => group === unit || group.endsWith(`_${unit}`))

export const groupsOf = ({ groups, periods }: Subject): string[] => [
  ...groups,
  ...periods.flatMap((prefix) => units.map((unit) => periodGroup(prefix, unit))),
]

/** Most groups of one question: a table of more is not read. */
export const mostGroups = 4
