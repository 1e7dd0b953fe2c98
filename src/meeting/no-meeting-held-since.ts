import { limitToNow, parsePastDay } from '../core/time/as-of.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { addFilter } from '../read/shape.js'
import { lastDay } from './no-meeting-since.js'

// the same rule as noMeetingSince, over the meetings as recorded then
addFilter(Deal, 'noMeetingHeldSince', {
  description:
    'Matches deals without a meeting held on a day or later, by what was recorded at an instant: `noMeetingSince` for a report as known earlier. Never matches a deal that you see masked.',
  args: {
    day: { graphql: () => DateScalar, description: 'The day.', sql: 'date', check: parsePastDay },
    knownAt: {
      graphql: () => DateTimeScalar,
      description: 'What had been recorded by this instant. Left out, or later than now: now.',
      nullable: true,
      sql: 'timestamptz',
      isPast: 'knownAt',
      check: limitToNow,
    },
  },
  sql: `{identity}.deal_id is not null and coalesce((
    select ${lastDay('m.when_from', 'm.when_to')} < {day}
      from meeting_deals_known_at({knownAt}) x,
        lateral (select m.status, m.when_from, m.when_to from meetings_known_at({knownAt}) m where m.id = x.meeting_id offset 0) m
     where x.deal_id = {t}.id and m.status = 'HELD'), true)`,
})
