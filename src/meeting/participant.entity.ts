import { Agency } from '../agency/agency.entity.js'
import { Contact } from '../contact/contact.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  DerivedField,
  IdField,
  HiddenColumn,
  ListOf,
  ForeignKey,
  TableType,
  StringField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Meeting } from './meeting.entity.js'

@TableType(
  'meeting_participant',
  'A participant of a meeting: a contact, a user, or a description of people without known names. All three are null for a contact that you may not see.',
  {
    beside: {
      person: 'left join contact {person} on {person}.id = {t}.contact_id',
      post: 'left join employment {post} on {post}.id = {t}.employment_id',
    },
  },
)
export class MeetingParticipant {
  @IdField() id: string

  @ForeignKey() meetingId: string
  @ToOne(() => Meeting, '{t}.meeting_id', 'The meeting.')
  meeting: Meeting

  @ForeignKey({ nullable: true }) contactId: string | null
  @ToOne(() => Contact, '{t}.contact_id', 'The contact; without a name once erased.', {
    nullable: true,
  })
  contact: Contact | null

  @ForeignKey({ nullable: true }) userId: string | null
  @ToOne(() => User, '{t}.user_id', 'The user.', { nullable: true })
  user: User | null

  @StringField(300, 'Description of people without known names, for example `several Alibaba executives`.', {
    nullable: true,
  })
  description: string | null

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(
    () => Prospect,
    'coalesce({t}.prospect_id, {post}.prospect_id)',
    'Company of the contact on the day of the meeting, or of the described people.',
    { nullable: true },
  )
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(
    () => Agency,
    'coalesce({t}.agency_id, {post}.agency_id, (select u.agency_id from "user" u where u.id = {t}.user_id))',
    'Agency of the contact on the day of the meeting, of the user, or of the described people.',
    { nullable: true },
  )
  agency: Agency | null

  @ForeignKey({ nullable: true }) employmentId: string | null
  @DerivedField(
    'text',
    () => String,
    '(select x.job_title from meeting_participant_text x where x.participant_id = {t}.id)',
    'Job title of the contact on the day of the meeting.',
    { nullable: true },
  )
  jobTitle: string | null

  @HiddenColumn('boolean', { name: 'decision_maker' }) describedDecides: boolean
  @DerivedField(
    'boolean',
    () => Boolean,
    '({t}.decision_maker or coalesce({person}.decision_maker, false))',
    'Whether they decide, or influence the decision substantially.',
  )
  decisionMaker: boolean
}

extendType(
  Meeting,
  'participants',
  ListOf(
    () => MeetingParticipant,
    '{t}.meeting_id = {p}.id',
    '{t}.id',
    'Participants, in the order of entry.',
  ),
)
extendType(
  Contact,
  'meetings',
  ToMany(() => Meeting, '{via}.contact_id = {p}.id', 'The meetings with this person.', {
    via: 'join meeting_participant {via} on {via}.meeting_id = {t}.id',
  }),
)
extendType(
  Prospect,
  'meetings',
  ToMany(
    () => Meeting,
    `{t}.id in (
      select md.meeting_id from deal_identity i join meeting_deal md on md.deal_id = i.deal_id where i.prospect_id = {p}.id
      union all select m.meeting_id from meeting_participant m where m.prospect_id = {p}.id
      union all select m.meeting_id from employment e join meeting_participant m on m.employment_id = e.id where e.prospect_id = {p}.id)`,
    'The meetings about its deals or with its people.',
  ),
)
