import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import { DateTimeScalar } from '../core/scalars.js'
import {
  DerivedField,
  IdField,
  DateTimeField,
  ForeignKey,
  TableType,
  ToOne,
  IntField,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'

const mailScheduleStandings = ['OFF', 'ON', 'NO_MAIL_SERVER', 'LAPSED'] as const
const MailScheduleStandingCode = registerCodes(
  'MailScheduleStanding',
  mailScheduleStandings,
  'State of the weekly mail of an agency.',
  {
    OFF: 'Switched off.',
    ON: 'Mails are sent every week.',
    NO_MAIL_SERVER: 'No mail is sent: the service has no mail server.',
    LAPSED:
      'No mail is sent: the user who scheduled it is no longer a HEAD of the agency, so another HEAD must schedule it again.',
  },
)

/** At most one for each agency. */
@TableType(
  'mail_schedule',
  'Schedule of the weekly mail of an agency. Once a week the summary of the week before is issued in the name of the HEAD who scheduled it, if it is not issued yet, and sent to the recipients by e-mail.',
)
export class MailSchedule {
  @IdField() id: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Agency whose summaries are sent.')
  agency: Agency

  @IntField(1, 7, 'Day of the week, from 1 (Monday) to 7 (Sunday).')
  weekday: number

  @IntField(0, 23, 'Hour in Brussels. On a day on which daylight saving time skips it, the next hour.')
  hour: number

  @ForeignKey({ nullable: true }) orderedById: string | null
  @ToOne(() => User, '{t}.ordered_by_id', 'The HEAD who scheduled it; null while it is off.', {
    nullable: true,
  })
  orderedBy: User | null

  @DateTimeField('Since when it is on; null while it is off.', { nullable: 'read' })
  orderedAt: Date | null

  @DerivedField(
    'code',
    () => MailScheduleStandingCode,
    `(case when {t}.ordered_by_id is null then 'OFF' when current_setting('ancrage.mail', true) is distinct from 'on' then 'NO_MAIL_SERVER'
      when not is_schedule_active({t}) then 'LAPSED' else 'ON' end)`,
    'Whether summaries are sent, and if not, the reason.',
    { codes: MailScheduleStandingCode },
  )
  standing: (typeof mailScheduleStandings)[number]

  @DerivedField(
    'instant',
    () => DateTimeScalar,
    '(case when {t}.ordered_by_id is not null then next_due_instant({t}.weekday, {t}.hour, now()) end)',
    'When the next mail is due; null while it is off.',
    { nullable: true },
  )
  nextAt: Date | null
}

extendType(
  Agency,
  'mailSchedule',
  ToOne(
    () => MailSchedule,
    '(select s.id from mail_schedule s where s.agency_id = {t}.id)',
    'Schedule of its weekly mail; null if there is none, or if it is not your agency.',
    { nullable: true },
  ),
)
