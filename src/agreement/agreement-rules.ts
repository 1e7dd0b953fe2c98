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

interface Stands extends Record<AgreementDay, string | null> {
  standing: AgreementStanding
}

/** The standing only goes forward, and what was signed stays signed. */
export function checkStandingChange(before: Stands, after: Stands): void {
  if (!canBecome(before.standing, after.standing))
    throw badField('input.standing', 'STANDING_BACK', { from: before.standing, to: after.standing })
  if (before.signedOn !== null && after.signedOn === null) throw badField('input.signedOn', 'NEEDED')
}

/** The days are those that the standing has, none of them to come. */
export function checkAgreementDays(scope: Scope, stands: Stands): void {
  for (const name of agreementDays) checkDay(scope, stands, name)
  const { signedOn, endedOn } = stands
  if (signedOn !== null && endedOn !== null) checkNotBefore(endedOn, signedOn, 'input.endedOn')
}

function checkDay(scope: Scope, stands: Stands, name: AgreementDay): void {
  const [day, need, path] = [stands[name], daysByStanding[stands.standing][name], `input.${name}`]
  if (day === null && need === 'needed') throw badField(path, 'NEEDED')
  if (day !== null && need === 'none') throw badField(path, 'DAY_NOT_YET', { value: stands.standing })
  if (day !== null) checkPastDay(scope, day, path)
}
