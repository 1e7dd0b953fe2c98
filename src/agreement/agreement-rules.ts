import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { checkNotBefore, checkPastDay } from '../deal/day-rules.js'
import {
  agreementDays,
  daysByStanding,
  canBecome,
  type AgreementDay,
  type AgreementStanding,
} from './agreement-standing.js'

interface StandingAndDays extends Record<AgreementDay, string | null> {
  standing: AgreementStanding
  /** First day on which it may have been signed. */
  signedWhenFrom: string | null
}

/** Rejects a step back in standing (also check_agreement_standing.sql), and the removal of the day of announcement or signature. */
export function checkStandingChange(before: StandingAndDays, after: StandingAndDays): void {
  if (!canBecome(before.standing, after.standing))
    throw badField('input.standing', 'STANDING_BACK', { from: before.standing, to: after.standing })
  for (const name of ['announcedOn', 'signedOn'] as const)
    if (before[name] !== null && after[name] === null) throw badField(`input.${name}`, 'NEEDED')
}

/** Rejects days that do not fit the standing, future days, and an end before the announcement or the signature. */
export function checkAgreementDays(scope: Scope, agreement: StandingAndDays): void {
  for (const name of agreementDays) checkDay(scope, agreement, name)
  const { announcedOn, signedWhenFrom, endedOn } = agreement
  for (const day of [announcedOn, signedWhenFrom])
    if (day !== null && endedOn !== null) checkNotBefore(endedOn, day, 'input.endedOn')
}

function checkDay(scope: Scope, agreement: StandingAndDays, name: AgreementDay): void {
  const [day, requirement, path] = [
    agreement[name],
    daysByStanding[agreement.standing][name],
    `input.${name}`,
  ]
  if (day === null && requirement === 'needed') throw badField(path, 'NEEDED')
  if (day !== null && requirement === 'none')
    throw badField(path, 'DAY_NOT_YET', { value: agreement.standing })
  if (day !== null) checkPastDay(scope, day, path)
}
