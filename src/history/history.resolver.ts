import { ID, Resolver } from '@nestjs/graphql'
import { DateTimeScalar } from '../core/scalars.js'
import type { Template } from '../read/shape.js'
import { FindMany } from '../read/roots.js'
import { ToOne, extendType } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { AuditEntry } from '../write/audit.js'
import './timeline.js'

extendType(
  AuditEntry,
  'by',
  ToOne(() => User, '{t}.user_id', 'The user who did it; null for a failed sign-in.', { nullable: true }),
)

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
    'Changes of rows, latest first: those of one row, or all that you may see. For a deal they include the changes of its locations, meetings, agreements, claims and tasks, for a contact those of its employments. An entry requires full access to its row, today and when it was written. Entries about a user are for that user and an ADMIN of their agency; those about agencies and stages for an ADMIN or OPERATOR. Empty without.',
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
}
