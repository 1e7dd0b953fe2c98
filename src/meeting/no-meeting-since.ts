import { parsePastDay } from '../core/time/as-of.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { addFilter } from '../read/shape.js'

// meeting_deal.held_range (held_range.sql) saves reading the meeting; it is null for a meeting about several deals
addFilter(Deal, 'noMeetingSince', {
  description:
    'Matches deals without a meeting held on this day or later, as far as you may see their meetings. A meeting dated only by month counts until the end of that month. Never matches a deal that you see masked.',
  args: { graphql: () => DateScalar, sql: 'date', check: parsePastDay },
  sql: `{identity}.deal_id is not null and not exists (
    select from meeting_deal x
     where x.deal_id = {t}.id and (upper(x.held_range) > {value} or x.held_range is null and exists (
       select from meeting m where m.id = x.meeting_id and m.status = 'HELD' and m.when_to >= {value})))`,
})
