import { Agency } from '../agency/agency.entity.js'
import { codes } from '../core/codes.js'
import { DateTimeScalar } from '../core/scalars.js'
import { Derived, Id, Instant, Refers, Table, ToOne, Whole, shows } from '../read/declare.js'
import { User } from '../user/user.entity.js'

export const sendingStandings = ['OFF', 'ON', 'NO_MAIL_SERVER', 'LAPSED'] as const
export const SendingStandingCode = codes(
  'SendingStanding',
  sendingStandings,
  'Whether summaries are sent: ON; switched OFF; not, because the service has NO_MAIL_SERVER; or not any more, LAPSED, because whoever ordered it is no HEAD of the agency now: another one orders it anew.',
)

/** One of each agency at most. */
@Table(
  'sending',
  'The standing order of a HEAD: once a week the summary of the week before is issued in the HEAD’s name, where it has not been, and goes by e-mail to the recipients.',
)
export class Sending {
  @Id() id: string

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Whose summaries.')
  agency: Agency

  @Whole(1, 7, 'The day of the week, from 1, Monday, to 7, Sunday.')
  weekday: number

  @Whole(0, 23, 'The hour in Brussels. Where it does not come, the clocks being put forward, it is the next.')
  hour: number

  @Refers({ nullable: true }) orderedById: string | null
  @ToOne(() => User, '{t}.ordered_by_id', 'Whose standing order it is; null: it is off.', { nullable: true })
  orderedBy: User | null

  @Instant('Since when it is on; null: it is off.', { nullable: 'read' })
  orderedAt: Date | null

  @Derived(
    'code',
    () => SendingStandingCode,
    `(case when {t}.ordered_by_id is null then 'OFF' when current_setting('ancrage.mail', true) is distinct from 'on' then 'NO_MAIL_SERVER'
      when not order_stands({t}) then 'LAPSED' else 'ON' end)`,
    'Whether summaries are sent, and if not, why.',
    { codes: SendingStandingCode },
  )
  standing: (typeof sendingStandings)[number]

  @Derived(
    'instant',
    () => DateTimeScalar,
    '(case when {t}.ordered_by_id is not null then next_due({t}.weekday, {t}.hour, now()) end)',
    'When it is due next; null: it is off.',
    { nullable: true },
  )
  nextAt: Date | null
}

shows(
  Agency,
  'sending',
  ToOne(
    () => Sending,
    '(select s.id from sending s where s.agency_id = {t}.id)',
    'When its summaries are sent; null where that was never ordered, or it is not your agency.',
    { nullable: true },
  ),
)
