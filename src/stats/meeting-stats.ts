import { registerCodes } from '../core/codes.js'
import { precisions } from '../core/time/partial-date.js'
import { Meeting, meetingStatuses } from '../meeting/meeting.entity.js'
import { DerivedField, ViewType } from '../read/declare.js'
import { linksOf, type Past } from '../read/filter/past.js'
import {
  agencyNames,
  userNames,
  codeDimension,
  partialDateConditions,
  periodDimension,
  dealKeys,
  linksToDeals,
  periodsOf,
  type Dimension,
} from './dimension.js'
import { describeUnits, units, type Unit } from './unit.js'
import { count, type Measure } from './measure.js'
import { codeNames } from './names.js'
import type { StatContext, StatSubject } from './plain-stats.js'
import { Stat } from './stat.js'
import { anyOf } from './where-json.js'

const plain = ['STATUS', 'PRECISION', 'HOST_AGENCY', 'LEAD_AGENCY', 'OFFICER', 'PARTICIPANT'] as const
type Plain = (typeof plain)[number]

export const meetingDimensions = [...plain, ...units] as const
export type MeetingDimension = (typeof meetingDimensions)[number]
export const MeetingDimensionCode = registerCodes(
  'MeetingDimension',
  meetingDimensions,
  'Dimension of meetings. With LEAD_AGENCY, OFFICER, PARTICIPANT and periods a meeting may be in several cells.',
  {
    STATUS: 'Whether the meeting is planned, held or cancelled.',
    PRECISION: 'How exactly its date is known.',
    HOST_AGENCY: 'Agency that hosts it.',
    LEAD_AGENCY: 'Lead agency of a deal of the meeting; one cell for each, null without a deal.',
    OFFICER: 'Officer in charge of a deal of the meeting; one cell for each, null without one.',
    PARTICIPANT: 'Contact or user who took part; one cell for each, null without one that you may see.',
    ...describeUnits(
      '',
      (unit) => `The ${unit} in which the meeting is or may be; several with a partial date.`,
    ),
  },
)

export const meetingMeasures = ['MEETINGS', 'DEALS', 'PARTICIPANTS', 'CONTACTS'] as const
export type MeetingMeasure = (typeof meetingMeasures)[number]
export const MeetingMeasureCode = registerCodes('MeetingMeasure', meetingMeasures, 'Measure of meetings.', {
  MEETINGS: 'Number of meetings.',
  DEALS: 'Number of deals that they are about, each counted once.',
  PARTICIPANTS: 'Number of participants, counted once per meeting.',
  CONTACTS: 'Number of participating contacts that you may see, each counted once.',
})

const dimensions: Record<Plain, (context: StatContext) => Dimension> = {
  STATUS: ({ statement }) => codeDimension('status', codeNames(statement, 'meetingStatus', meetingStatuses)),
  PRECISION: ({ statement }) => ({
    key: '{t}.when_precision',
    names: codeNames(statement, 'precision', precisions),
    where: (k) => ({ when: { precision: { eq: k } } }),
    none: { when: { isNull: true } },
  }),
  HOST_AGENCY: () => ({
    key: '{t}.host_agency_id::text',
    names: agencyNames,
    where: (_, code) => ({ hostAgency: { code: { eq: code } } }),
    none: { hostAgency: { isNull: true } },
  }),
  LEAD_AGENCY: (context) => ({
    keys: keysOfDeals(context, 'leadAgency'),
    names: agencyNames,
    where: (_, code) => ({ deals: { some: { leadAgency: { code: { eq: code } } } } }),
    none: { deals: { none: { reference: { isNull: false } } } },
  }),
  OFFICER: (context) => ({
    keys: keysOfDeals(context, 'officer'),
    names: userNames,
    where: (k) => ({ deals: { some: { officer: { id: { eq: k } } } } }),
    none: { deals: { none: { officer: { isNull: false } } } },
  }),
  PARTICIPANT: ({ past }) => ({
    keys: `select distinct b.id, coalesce(c.id, u.id)::text as key from base b join ${linksOf('meeting_participant', past)} p on p.meeting_id = b.id
      left join contact c on c.id = p.contact_id left join "user" u on u.id = p.user_id where coalesce(c.id, u.id) is not null`,
    names: `${userNames} union all select id::text, id::text, name, 0 from contact`,
    where: (k) => ({
      participants: { some: anyOf({ contact: { id: { eq: k } } }, { user: { id: { eq: k } } }) },
    }),
    none: {
      participants: { none: anyOf({ contact: { isNull: false } }, { user: { isNull: false } }) },
    },
  }),
}

/** Selects the lead agencies or the officers of the deals of a meeting. */
const keysOfDeals = ({ statement, past }: StatContext, field: 'leadAgency' | 'officer'): string =>
  `select distinct b.id, d.key from base b join ${linksToDeals('meeting_deal', past)} m on m.meeting_id = b.id
    join ${dealKeys(statement, field)} d on d.deal_id = m.deal_id where d.key is not null`

const inTime = (unit: Unit, { statement }: StatContext): Dimension =>
  periodDimension(statement, unit, {
    keys: `select distinct b.id, first::date::text as key from base b, ${periodsOf(unit, 'b.when_from', 'b.when_to')}`,
    ...partialDateConditions('when'),
  })

function measures(past: Past | null): Record<MeetingMeasure, Measure> {
  const participants = `join ${linksOf('meeting_participant', past)} p on p.meeting_id = t.id`
  return {
    MEETINGS: count(),
    DEALS: {
      number: 'count(distinct m.deal_id)',
      join: `join ${linksToDeals('meeting_deal', past)} m on m.meeting_id = t.id`,
    },
    PARTICIPANTS: { number: 'count(*)', join: participants },
    CONTACTS: {
      number: 'count(distinct c.id)',
      join: `${participants} join contact c on c.id = p.contact_id`,
    },
  }
}

const needsDeals = new Set(['LEAD_AGENCY', 'OFFICER', 'DEALS'])
const needsContacts = new Set(['PARTICIPANT', 'CONTACTS'])

const counted = (codes: readonly string[], { past }: StatContext): string[] =>
  codes.flatMap((code) => {
    if (needsDeals.has(code))
      return `select 'Deal', m.deal_id from ${linksToDeals('meeting_deal', past)} m where m.meeting_id in (select id from base)`
    return needsContacts.has(code)
      ? `select 'Contact', c.id from ${linksOf('meeting_participant', past)} p join contact c on c.id = p.contact_id where p.meeting_id in (select id from base)`
      : []
  })

export const meetings: StatSubject = {
  type: Meeting,
  dimension: (code, context) => {
    const unit = units.find((each) => each === code)
    return unit ? inTime(unit, context) : dimensions[code as Plain](context)
  },
  measures,
  columns: () => ['{t}.id', '{t}.when_from', '{t}.when_to'],
  always: { title: { isNull: false } },
  counted,
  isWithdrawable: true,
}

@ViewType('named', 'The meetings of one cell.', { key: 'ordinal' })
export class MeetingStat extends Stat {
  @DerivedField(
    'json',
    () => MeetingDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a meeting may be in several cells.',
    { list: true, filter: false },
  )
  overlapping: MeetingDimension[]
}
