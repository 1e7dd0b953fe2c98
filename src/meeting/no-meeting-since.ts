import { parsePastDay } from '../core/time/as-of.js'
import { DateScalar } from '../core/scalars.js'
import { beginning } from '../core/time/partial-date.js'
import { Deal } from '../deal/deal.entity.js'
import { addFilter } from '../read/shape.js'

/**
 * Selects the last day on which a meeting of a deal was held or may have been; null without a meeting. "Before a day" says
 * so only where it is all that is known. weekly_attention.sql does the same.
 */
export const lastDay = (from: string, to: string): string =>
  `coalesce(max(${to}) filter (where ${from} > '${beginning}'), max(${to}))`

// meeting_deal.held_range (held_range.sql) saves reading the meeting; it is null for a meeting about several deals
addFilter(Deal, 'noMeetingSince', {
  description:
    'Matches deals without a meeting held on this day or later, as far as you may see their meetings. A meeting dated only by month counts until the end of that month, and one known only to be before a day until that day, if there is no other. Never matches a deal that you see masked.',
  args: { graphql: () => DateScalar, sql: 'date', check: parsePastDay },
  sql: `{identity}.deal_id is not null and coalesce((
    select ${lastDay('h.first_day', 'h.last_day')} < {value}
      from meeting_deal x, lateral (
        select lower(x.held_range) as first_day, upper(x.held_range) - 1 as last_day
        union all
        select m.when_from, m.when_to from meeting m
         where x.held_range is null and m.id = x.meeting_id and m.status = 'HELD') h
     where x.deal_id = {t}.id), true)`,
})
