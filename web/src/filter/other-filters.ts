/** The filters of meetings and of statements about jobs. */
import type {
  JobHorizonFilter,
  JobKindFilter,
  JobProjectionWhere,
  JobStandingFilter,
  MeetingStatusFilter,
  MeetingWhere,
  SourceKindFilter,
} from '../api/generated/types.js'
import type { FilterDefinition } from './definition.js'

export const meetingFilters: readonly FilterDefinition[] = [
  {
    kind: 'choice',
    name: 'status',
    dimension: 'STATUS',
    where: (codes): MeetingWhere => ({ status: { in: codes as MeetingStatusFilter['in'] } }),
  },
  {
    kind: 'days',
    name: 'when',
    where: ({ from, to }): MeetingWhere => ({
      when: { ...(from && { to: { gte: from } }), ...(to && { from: { lte: to } }) },
    }),
  },
  {
    kind: 'choice',
    name: 'host',
    dimension: 'HOST_AGENCY',
    where: (codes): MeetingWhere => ({ hostAgency: { code: { in: codes } } }),
    none: () => ({ hostAgency: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'lead',
    dimension: 'LEAD_AGENCY',
    where: (codes): MeetingWhere => ({ deals: { some: { leadAgency: { code: { in: codes } } } } }),
  },
  { kind: 'words', name: 'title', where: (words): MeetingWhere => ({ title: { contains: words } }) },
]

export const statementFilters: readonly FilterDefinition[] = [
  {
    kind: 'choice',
    name: 'kind',
    dimension: 'KIND',
    where: (codes): JobProjectionWhere => ({ kind: { in: codes as JobKindFilter['in'] } }),
  },
  {
    kind: 'choice',
    name: 'horizon',
    dimension: 'HORIZON',
    where: (codes): JobProjectionWhere => ({ horizon: { in: codes as JobHorizonFilter['in'] } }),
  },
  {
    kind: 'choice',
    name: 'standing',
    dimension: 'STANDING',
    where: (codes): JobProjectionWhere => ({ standing: { in: codes as JobStandingFilter['in'] } }),
  },
  {
    kind: 'choice',
    name: 'source',
    dimension: 'SOURCE_KIND',
    where: (codes): JobProjectionWhere => ({ source: { kind: { in: codes as SourceKindFilter['in'] } } }),
    none: () => ({ source: { isNull: true } }),
  },
  {
    kind: 'days',
    name: 'stated',
    where: ({ from, to }): JobProjectionWhere => ({
      statedOn: { ...(from && { gte: from }), ...(to && { lte: to }) },
    }),
  },
  {
    kind: 'choice',
    name: 'lead',
    dimension: 'LEAD_AGENCY',
    where: (codes): JobProjectionWhere => ({ deal: { leadAgency: { code: { in: codes } } } }),
  },
]
