import { declarePast, declarePastTable } from '../read/filter/past.js'
import { Meeting } from './meeting.entity.js'
import { MeetingParticipant } from './participant.entity.js'

/** A meeting as of then: with a day, only if it had taken place, or was to take place, by its end. */
declarePast(Meeting, {
  source: '(select m.* from meetings_known_at({knownAt}) m where (m.when_to <= {day}) is not false)',
  filters: {
    ...{ id: true, title: true, when: true, startsAt: true, endsAt: true, place: true, status: true },
    ...{ hostAgency: true, topics: true, deals: true, participants: true, asKnown: true },
  },
})

declarePast(MeetingParticipant, {
  source: '(select p.* from meeting_participants_known_at({knownAt}) p)',
  filters: { id: true, contact: true, user: true, description: true },
})

declarePastTable('meeting_deal', 'meeting_deals_known_at({knownAt})')
declarePastTable('meeting_participant', 'meeting_participants_known_at({knownAt})')
