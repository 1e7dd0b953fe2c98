/** The date of a signature: a day, or a partial date with the day by which it had been signed. */
import type { Scope } from '../core/scope.js'
import { dayOf } from '../core/time/day.js'
import type { PartialDateValue } from '../core/time/partial-date.js'
import { lastDayUntil, resolvePastDate, type PastDate } from '../deal/past-date.js'
import type { Agreement } from './agreement.entity.js'

interface SignatureInput {
  signedOn?: string | null
  signedWhen?: PartialDateValue | null
}

type SignatureColumns = Pick<
  Agreement,
  'signedOn' | 'signedWhenFrom' | 'signedWhenTo' | 'signedWhenPrecision'
>

/** Returns the date of the signature from an input; null without one. Rejects both fields together, and a day to come. */
export const resolveSignature = (scope: Scope, { signedOn, signedWhen }: SignatureInput): PastDate | null =>
  resolvePastDate(scope, { on: signedOn, when: signedWhen }, ['signedOn', 'signedWhen'])

/** Returns the columns of a signature. An agreement that ended within the range had been signed by its end. */
export function toSignatureColumns(
  scope: Scope,
  date: PastDate | null,
  endedOn: string | null | undefined,
): SignatureColumns {
  if (!date) return { signedOn: null, signedWhenFrom: null, signedWhenTo: null, signedWhenPrecision: null }
  const { from, to, precision } = date.when
  const ended = endedOn != null && endedOn >= from ? endedOn : to
  const signedOn = lastDayUntil({ from, to: ended < to ? ended : to, precision }, dayOf(scope.now))
  return { signedOn, signedWhenFrom: from, signedWhenTo: to, signedWhenPrecision: precision }
}

/** Returns the columns that an edit of the signature or of the end changes; none if it changes neither. */
export function changeSignature(
  scope: Scope,
  agreement: Agreement,
  { endedOn, ...input }: SignatureInput & { endedOn?: string | null },
): Partial<SignatureColumns> {
  const end = endedOn === undefined ? agreement.endedOn : endedOn
  if (input.signedOn !== undefined || input.signedWhen !== undefined)
    return toSignatureColumns(scope, resolveSignature(scope, input), end)
  const { signedWhenFrom: from, signedWhenTo: to, signedWhenPrecision: precision } = agreement
  if (endedOn === undefined || from === null || to === null || precision === null) return {}
  return toSignatureColumns(scope, { on: to, when: { from, to, precision } }, end)
}
