import { ID, Resolver } from '@nestjs/graphql'
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

@Resolver()
export class HistoryResolver {
  @FindMany(
    () => AuditEntry,
    'Changes of a row, latest first. For a deal they include the changes of its locations, meetings, agreements, claims and tasks, for a contact those of its employments. Requires full access to the row; for users, agencies and stages the role ADMIN. Empty without.',
    {
      on: `{t}.subject_id in (${subjectsSql})`,
      args: [
        {
          name: 'subject',
          graphql: () => ID,
          description: 'The id of a deal, prospect, contact, meeting, user, …',
          sql: 'uuid',
        },
      ],
    },
  )
  history() {}
}
