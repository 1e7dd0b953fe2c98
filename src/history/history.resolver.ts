import { ID, Resolver } from '@nestjs/graphql'
import { FindMany } from '../read/roots.js'
import { ToOne, extendType } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { AuditEntry } from '../write/audit.js'
import './timeline.js'

extendType(
  AuditEntry,
  'by',
  ToOne(() => User, '{t}.user_id', 'Who.', { nullable: true }),
)

/** A subject, and the rows that hang on it where it is a deal, as far as the viewer sees them. */
const around = `select {subject}
  union all select id from location where deal_id = {subject}
  union all select meeting_id from meeting_deal where deal_id = {subject}
  union all select agreement_id from agreement_deal where deal_id = {subject}
  union all select id from claim where deal_id = {subject}
  union all select id from task where deal_id = {subject}`

@Resolver()
export class HistoryResolver {
  @FindMany(
    () => AuditEntry,
    'What was done to a row, latest first; of a deal also what was done to its locations, meetings, agreements, claims and tasks. Only for those who have full access to it; users, agencies and stages only for an ADMIN. Empty for everybody else.',
    {
      on: `{t}.subject_id in (${around})`,
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
