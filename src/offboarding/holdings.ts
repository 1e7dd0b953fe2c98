/** What a user holds and another user has to take over when they leave. */
import { Deal } from '../deal/deal.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { extendType, ToMany } from '../read/declare.js'
import { Task } from '../task/task.entity.js'
import { User } from '../user/user.entity.js'

extendType(
  User,
  'officerOf',
  ToMany(
    () => Deal,
    '{t}.officer_id = {p}.id and exists (select from deal_identity oi where oi.deal_id = {t}.id)',
    'The deals on which the user works as officer, of those that you see in full.',
  ),
)

extendType(
  User,
  'openTasks',
  ToMany(
    () => Task,
    '{t}.assignee_id = {p}.id and {t}.completed_on is null',
    'The open tasks of the user, of those that you see.',
  ),
)

extendType(
  User,
  'plannedMeetings',
  ToMany(
    () => Meeting,
    `{t}.status = 'PLANNED' and exists (select from meeting_participant mp where mp.meeting_id = {t}.id and mp.user_id = {p}.id)`,
    'The planned meetings in which the user takes part, of those that you see.',
  ),
)

extendType(
  User,
  'needToKnowOf',
  ToMany(
    () => Deal,
    'exists (select from need_to_know nk where nk.deal_id = {t}.id and nk.user_id = {p}.id)',
    'The deals on whose need-to-know list the user is, of those that you see in full.',
  ),
)
