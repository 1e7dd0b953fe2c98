import { ID, Resolver } from '@nestjs/graphql'
import { DateTimeScalar } from '../core/scalars.js'
import type { Template } from '../read/shape.js'
import { FindMany } from '../read/roots.js'
import { ToOne, extendType } from '../read/declare.js'
import { Deal } from '../deal/deal.entity.js'
import { isFollowing } from '../deal/follow/follow.js'
import { User } from '../user/user.entity.js'
import { AuditEntry } from '../write/audit.js'
import './timeline.js'

extendType(
  AuditEntry,
  'by',
  ToOne(() => User, '{t}.user_id', 'The user who did it; null for a failed sign-in.', { nullable: true }),
)

extendType(
  AuditEntry,
  'deal',
  ToOne(
    () => Deal,
    `(case {t}.subject_type
      when 'Deal' then {t}.subject_id
      when 'Location' then (select l.deal_id from location l where l.id = {t}.subject_id)
      when 'Claim' then (select c.deal_id from claim c where c.id = {t}.subject_id)
      when 'Task' then (select k.deal_id from task k where k.id = {t}.subject_id)
      when 'Meeting' then (select min(m.deal_id::text)::uuid from meeting_deal m where m.meeting_id = {t}.subject_id)
      when 'Agreement' then (select min(g.deal_id::text)::uuid from agreement_deal g where g.agreement_id = {t}.subject_id)
    end)`,
    'The deal to which the row belongs, of several the one with the lowest id; null if it belongs to none that you see.',
    { nullable: true },
  ),
)

/** Selects the rows of the deals that the viewer follows. */
const followedSubjectsSql = `select s.id
  from deal d left join deal_identity i on i.deal_id = d.id
  cross join lateral (select d.id
    union all select l.id from location l where l.deal_id = d.id
    union all select m.meeting_id from meeting_deal m where m.deal_id = d.id
    union all select g.agreement_id from agreement_deal g where g.deal_id = d.id
    union all select c.id from claim c where c.deal_id = d.id
    union all select k.id from task k where k.deal_id = d.id) s (id)
  where ${String(isFollowing('d', 'i'))}`

/** Entries that are no news: what the viewer has done, and what changes nothing that others see. */
const isNews = `{t}.user_id is distinct from viewer_id()
  and {t}.verb not in ('refused', 'export', 'exportContact', 'followDeal', 'unfollowDeal')`

/** Selects the subject and, for a deal or a contact, the rows linked to it that the viewer sees. */
const subjectsSql = `select {subject}
  union all select id from employment where contact_id = {subject}
  union all select id from location where deal_id = {subject}
  union all select meeting_id from meeting_deal where deal_id = {subject}
  union all select agreement_id from agreement_deal where deal_id = {subject}
  union all select id from claim where deal_id = {subject}
  union all select id from task where deal_id = {subject}`

const conditions: Record<string, Template> = {
  subject: `{t}.subject_id in (${subjectsSql})`,
  by: '{t}.user_id = {by}',
  verbs: '{t}.verb = any({verbs})',
  from: '{t}.at >= {from}',
  until: '{t}.at <= {until}',
}

@Resolver()
export class HistoryResolver {
  @FindMany(
    () => AuditEntry,
    'Changes of rows, latest first: those of one row, or all that you may see. For a deal they include the changes of its locations, meetings, agreements, claims and tasks, for a contact those of its employments. An entry requires full access to its row, today and when it was written. Entries about a user are for that user and an ADMIN of their agency; those about agencies and stages for an ADMIN or OPERATOR.',
    {
      onPresent: (names) => names.map((name) => conditions[name]!).join(' and ') || 'true',
      args: [
        {
          name: 'subject',
          graphql: () => ID,
          description: 'The id of a deal, prospect, contact, meeting, user, …',
          nullable: true,
          sql: 'uuid',
        },
        {
          name: 'by',
          graphql: () => ID,
          description: 'Only what this user did.',
          nullable: true,
          sql: 'uuid',
        },
        {
          name: 'verbs',
          graphql: () => String,
          list: true,
          description: 'Only these mutations, and `refused`, `export`, ….',
          nullable: true,
          sql: 'text[]',
        },
        {
          name: 'from',
          graphql: () => DateTimeScalar,
          description: 'Only entries from this instant on.',
          nullable: true,
          sql: 'timestamptz',
        },
        {
          name: 'until',
          graphql: () => DateTimeScalar,
          description: 'Only entries up to this instant.',
          nullable: true,
          sql: 'timestamptz',
        },
      ],
    },
  )
  history() {}

  @FindMany(
    () => AuditEntry,
    'What others have changed in the deals that you follow, latest first: by default since your visit before this one (`Viewer.previousVisitAt`), and nothing before your first. As `history`, it has what you see in full, today and when it was written.',
    {
      onPresent: (names) =>
        `${isNews} and {t}.subject_id in (${followedSubjectsSql}) and {t}.at > ${
          names.includes('since')
            ? '{since}'
            : '(select v.previous_at from user_visit v where v.user_id = viewer_id())'
        }`,
      args: [
        {
          name: 'since',
          graphql: () => DateTimeScalar,
          description: 'Only entries after this instant.',
          nullable: true,
          sql: 'timestamptz',
        },
      ],
    },
  )
  followedChanges() {}
}
