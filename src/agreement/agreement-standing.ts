/** The standings of an agreement and the days that each requires, as tables. */
export const agreementStandings = ['DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED'] as const
export type AgreementStanding = (typeof agreementStandings)[number]

/** Allowed changes: only forward, steps may be skipped. The same rule: check_agreement_standing.sql. */
const next: Record<AgreementStanding, readonly AgreementStanding[]> = {
  DISCUSSED: ['DRAFT', 'SIGNED', 'ENDED'],
  DRAFT: ['SIGNED', 'ENDED'],
  SIGNED: ['ENDED'],
  ENDED: [],
}

/** Returns whether an agreement may go from one standing to another; no change is allowed too. */
export const canBecome = (from: AgreementStanding, to: AgreementStanding): boolean =>
  from === to || next[from].includes(to)

export type DayRequirement = 'needed' | 'possible' | 'none'

export const agreementDays = ['signedOn', 'endedOn'] as const
export type AgreementDay = (typeof agreementDays)[number]

/** Talks may end without a signature, so ENDED does not need its day. The same rule: constraints of table agreement. */
export const daysByStanding: Record<AgreementStanding, Record<AgreementDay, DayRequirement>> = {
  DISCUSSED: { signedOn: 'none', endedOn: 'none' },
  DRAFT: { signedOn: 'none', endedOn: 'none' },
  SIGNED: { signedOn: 'needed', endedOn: 'none' },
  ENDED: { signedOn: 'possible', endedOn: 'needed' },
}
