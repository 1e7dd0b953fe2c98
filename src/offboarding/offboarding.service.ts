import { Injectable } from '@nestjs/common'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { edit, resolveReference } from '../write/edit.js'
import { findManagedUser } from '../user/managed-user.js'
import { User } from '../user/user.entity.js'
import type { DeactivateUserInput } from './offboarding.input.js'

/** Deactivates users and hands over what they hold. Row-level security limits it to rows that the ADMIN may change. */
@Injectable()
export class OffboardingService {
  /**
   * Deactivates a user, which ends their sessions, API keys, SQL logins and calendar feeds, and hands over deals, tasks
   * and planned meetings. A need-to-know list is not handed over: the HEADs on it are notified.
   */
  async deactivate(
    scope: Scope,
    { id, version, newOfficer, newAssignee }: DeactivateUserInput,
  ): Promise<{ id: string }> {
    await findManagedUser(scope, id)
    const officer = newOfficer == null ? null : await resolveOfficer(scope, newOfficer)
    const assignee = newAssignee == null ? null : await resolveActive(scope, newAssignee, 'input.newAssignee')
    if (officer) await moveDeals(scope, id, officer)
    if (assignee) await moveTasks(scope, id, assignee)
    if (assignee) await moveMeetings(scope, id, assignee)
    await scope.db.query('select notify_deactivation($1)', [id])
    return edit(scope, User, {
      verb: 'deactivateUser',
      word: 'user',
      id,
      version,
      changes: { active: false },
    })
  }
}

async function resolveActive(scope: Scope, id: string, path: string): Promise<User> {
  const user = await resolveReference(scope, User, id, path)
  if (!user.active) throw badField(path, 'NOT_ACTIVE')
  return user
}

async function resolveOfficer(scope: Scope, id: string): Promise<User> {
  const user = await resolveActive(scope, id, 'input.newOfficer')
  if (user.role !== 'OFFICER' && user.role !== 'HEAD') throw badField('input.newOfficer', 'NOT_AN_OFFICER')
  return user
}

/** Adds one audit entry for each row of `moved (id, subject_type)`, in the statement that moves them. */
const auditMoved = (type: string, field: string): string =>
  `insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, before, after)
   select new_uuid_v7(), now(), viewer_id(), 'deactivateUser', '${type}', m.id,
     jsonb_build_object('${field}', $1::uuid), jsonb_build_object('${field}', $2::uuid)
   from moved m`

async function moveDeals(scope: Scope, from: string, to: User): Promise<void> {
  await scope.db.query(
    `with moved as (
       update deal d set officer_id = $2, updated_at = $3, version = version + 1
        where d.officer_id = $1 and d.withdrawn_at is null and exists (select from deal_identity i where i.deal_id = d.id)
          and exists (select from deal_team t where t.deal_id = d.id and t.agency_id = $4 and t.until_day is null)
       returning d.id)
     ${auditMoved('Deal', 'officerId')}`,
    [from, to.id, scope.now, to.agencyId],
  )
}

async function moveTasks(scope: Scope, from: string, to: User): Promise<void> {
  await scope.db.query(
    `with moved as (
       update task t set assignee_id = $2, updated_at = $3, version = version + 1
        where t.assignee_id = $1 and t.completed_on is null and t.withdrawn_at is null and can_user_see_task(t.id, $2)
       returning t.id)
     ${auditMoved('Task', 'assigneeId')}`,
    [from, to.id, scope.now],
  )
}

async function moveMeetings(scope: Scope, from: string, to: User): Promise<void> {
  await scope.db.query(
    `with planned as (
       select m.id from meeting m join meeting_participant p on p.meeting_id = m.id
        where m.status = 'PLANNED' and m.withdrawn_at is null and p.user_id = $1),
     removed as (
       delete from meeting_participant p using planned m where p.meeting_id = m.id and p.user_id = $1
       returning p.meeting_id as id, p.decision_maker),
     moved as (
       insert into meeting_participant (id, meeting_id, user_id, decision_maker)
       select new_uuid_v7(), r.id, $2, r.decision_maker from removed r
        where not exists (select from meeting_participant o where o.meeting_id = r.id and o.user_id = $2)
       returning meeting_id as id)
     ${auditMoved('Meeting', 'participantId')}`,
    [from, to.id],
  )
}
