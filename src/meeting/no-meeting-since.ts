import { parsePastDay } from '../core/time/as-of.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { addFilter } from '../read/shape.js'

addFilter(Deal, 'noMeetingSince', {
  description:
    'No meeting was held about it on this day or later, as far as you may see its meetings; one known only by its month counts up to the end of that. Of a deal that you see masked it is not known, so that it does not hold.',
  given: { graphql: () => DateScalar, sql: 'date', check: parsePastDay },
  sql: `{identity}.deal_id is not null and not exists (
    select from meeting_deal x
     where x.deal_id = {t}.id and (upper(x.held_range) > {given} or x.held_range is null and exists (
       select from meeting m where m.id = x.meeting_id and m.status = 'HELD' and m.when_to >= {given})))`,
})
