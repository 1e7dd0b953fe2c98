import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { appError, badField } from '../core/error/app-error.js'
import type { Role, Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, lockOrFail } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import {
  isRaised,
  knowsOfDeal,
  propertiesToApprove,
  raisedClearances,
  raisedRoles,
  raisesOwn,
} from './change/second-person.js'
import { UserChangeService, type RequestedChange } from './change/user-change.service.js'
import { checkOwnAgency, findManagedUser } from './managed-user.js'
import { User } from './user.entity.js'
import type { CreateUserInput, SetLanguageInput, UpdateUserInput } from './user.input.js'

@Injectable()
export class UserService {
  constructor(private readonly changes: UserChangeService) {}

  /** Creates a user. A raised role or clearance waits for a second person; until then they are OFFICER, INTERNAL. */
  async create(
    scope: Scope,
    { agency, password, idempotencyKey: _, ...input }: CreateUserInput,
  ): Promise<{ id: string }> {
    if (password != null) throw badField('input.password', 'PASSWORD_BY_LINK')
    const email = input.email.toLowerCase()
    const { id: agencyId, active } = await findAgency(scope, agency, 'input.agency')
    checkOwnAgency(scope, agencyId)
    if (!active) throw badField('input.agency', 'AGENCY_NOT_ACTIVE')
    if (await scope.db.existsBy(User, { email })) throw badField('input.email', 'TAKEN')
    if (input.kind === 'MACHINE') checkMachineRole(input.role)
    const { role, clearance } = input
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...input,
      role: raisedRoles.includes(role) ? 'OFFICER' : role,
      clearance: raisedClearances.includes(clearance) ? 'INTERNAL' : clearance,
      email,
      kind: input.kind ?? 'PERSON',
      agencyId,
      active: true,
    } satisfies Partial<User>
    await scope.db.insert(User, row)
    await audit(scope, { verb: 'createUser', subject: 'User', id: row.id, after: row })
    if (isRaised({ role, clearance }))
      await this.changes.request(scope, row.id, {
        ...(role !== row.role && { role }),
        ...(clearance !== row.clearance && { clearance }),
      })
    return row
  }

  /** Sets the language of the viewer, which no ADMIN has to do for them. */
  async setLanguage(scope: Scope, { language }: SetLanguageInput): Promise<{ id: string }> {
    const { id } = scope.viewer
    const { language: before } = await scope.db.findOneByOrFail(User, { id })
    if (language !== before) {
      await scope.db.query('select set_own_language($1)', [language])
      await audit(scope, {
        ...{ verb: 'setLanguage', subject: 'User', id },
        ...{ before: { language: before }, after: { language } },
      })
    }
    return { id }
  }

  /**
   * Changes a user of the own agency. What takes a second person (`second-person.ts`) waits for them; the rest is
   * changed at once. Deactivation ends sessions, API keys, SQL logins and calendar feeds.
   */
  async update(scope: Scope, { id, version, password, agency, ...input }: UpdateUserInput): Promise<User> {
    const user = await findManagedUser(scope, id)
    if (password != null) throw badField('input.password', 'PASSWORD_BY_LINK')
    const changes = {
      ...input,
      ...(input.email !== undefined && { email: input.email.toLowerCase() }),
      ...(agency !== undefined && { agencyId: await resolveTarget(scope, agency) }),
    }
    await checkAddress(scope, user, changes.email)
    const isListed = await knowsOfDeal(scope, id)
    const { immediate, requested } = divide(scope, user, withoutUndefined(changes), isListed)
    const isOnlyRequested = Object.keys(immediate).length === 0 && Object.keys(requested).length > 0
    const changed = isOnlyRequested
      ? await lockVersion(scope, id, version)
      : await edit(
          scope,
          User,
          { verb: 'updateUser', word: 'user', id, version, changes: immediate },
          (row) => {
            if (row.kind === 'MACHINE') checkMachineRole(requested.role ?? row.role)
          },
        )
    if (Object.keys(requested).length > 0) await this.changes.request(scope, id, requested)
    if (immediate.email !== undefined && immediate.email !== user.email)
      await scope.db.query('select notify_email_change($1)', [id])
    return changed
  }
}

async function lockVersion(scope: Scope, id: string, version: number): Promise<User> {
  const user = await lockOrFail(scope, User, 'user', id)
  checkVersion(user, version)
  return user
}

type Changes = Partial<
  Pick<User, 'name' | 'role' | 'clearance' | 'language' | 'active' | 'email' | 'agencyId'>
>

/** Divides changes into those made at once and those that wait for a second person. */
function divide(
  { viewer }: Scope,
  user: User,
  changes: Changes,
  isListed: boolean,
): { immediate: Changes; requested: RequestedChange } {
  const after = { ...user, ...changes }
  if (user.id === viewer.id && raisesOwn(user, after)) throw appError('ownRights')
  const waiting = propertiesToApprove(user, after, { isListed })
  if (waiting.includes('agencyId') && waiting.length > 1) throw badField('input.agency', 'MOVES_ALONE')
  const immediate = { ...changes }
  for (const key of waiting) delete immediate[key]
  const { agencyId: _, ...allowed } = immediate
  return {
    immediate: allowed,
    requested: Object.fromEntries(waiting.map((key) => [key, after[key]])),
  }
}

const withoutUndefined = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

async function checkAddress(scope: Scope, user: User, email: string | undefined): Promise<void> {
  if (email !== undefined && email !== user.email && (await scope.db.existsBy(User, { email })))
    throw badField('input.email', 'TAKEN')
}

async function resolveTarget(scope: Scope, agency: string): Promise<string> {
  const { id, active } = await findAgency(scope, agency, 'input.agency')
  if (!active) throw badField('input.agency', 'AGENCY_NOT_ACTIVE')
  return id
}

/** A MACHINE decides and administers nothing. The check constraint `machine_decides_nothing` has the same rule. */
function checkMachineRole(role: string): void {
  if (raisedRoles.includes(role as Role)) throw badField('input.role', 'MACHINE_ROLE')
}
