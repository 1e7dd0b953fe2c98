import { timeZone } from '../core/time/day.js'
import { Agency } from '../agency/agency.entity.js'
import { Deal } from '../deal/deal.entity.js'
import { FollowUp } from '../meeting/follow-up.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { DateField, DerivedField, ForeignKey, TableType, ToMany, ToOne, extendType } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { notedByDeal } from '../deal/read-log/noted-rows.js'

@TableType(
  'task',
  'A task with a due day. Users who see its deal in full see it; without a deal, users who see its meeting; without either, the agency that entered it.',
  { noted: notedByDeal },
)
export class Task extends FollowUp {
  @ForeignKey({ nullable: true }) dealId: string | null
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is for.', { nullable: true })
  deal: Deal | null

  @ForeignKey({ nullable: true }) meetingId: string | null
  @ToOne(() => Meeting, '{t}.meeting_id', 'The meeting that it follows from; null if you may not see it.', {
    nullable: true,
  })
  meeting: Meeting | null

  @ForeignKey() assigneeId: string
  @ToOne(() => User, '{t}.assignee_id', 'The user who has to do it.')
  assignee: User

  @DateField('Day of completion; null while open.', { nullable: true })
  completedOn: string | null

  @ForeignKey({ nullable: true }) completedById: string | null
  @ToOne(() => User, '{t}.completed_by_id', 'The user who completed it.', { nullable: true })
  completedBy: User | null

  @DerivedField(
    'boolean',
    () => Boolean,
    `({t}.completed_on is null and {t}.due_on < (now() at time zone '${timeZone}')::date)`,
    'Whether it is open and was due before today in Brussels.',
  )
  overdue: boolean

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency

  declare withdrawnAt: Date | null
}

makeWithdrawable(Task, 'task_id', { withDeal: true })

extendType(
  Deal,
  'tasks',
  ToMany(() => Task, '{t}.deal_id = {p}.id', 'Its tasks; empty when masked.'),
)
extendType(
  Meeting,
  'tasks',
  ToMany(() => Task, '{t}.meeting_id = {p}.id', 'Its follow-up tasks.'),
)
