/** The standings of an agreement and the days that each requires, as tables. */
export const agreementStandings = ['DISCUSSED', 'DRAFT', 'ANNOUNCED', 'SIGNED', 'ENDED'] as const
export type AgreementStanding = (typeof agreementStandings)[number]

/** Allowed changes: only forward, steps may be skipped. The same rule: check_agreement_standing.sql. */
const next: Record<AgreementStanding, readonly AgreementStanding[]> = {
  DISCUSSED: ['DRAFT', 'ANNOUNCED', 'SIGNED', 'ENDED'],
  DRAFT: ['ANNOUNCED', 'SIGNED', 'ENDED'],
  ANNOUNCED: ['SIGNED', 'ENDED'],
  SIGNED: ['ENDED'],
  ENDED: [],
}

/** Returns whether an agreement may go from one standing to another; no change is allowed too. */
export const canBecome = (from: AgreementStanding, to: AgreementStanding): boolean =>
  from === to || next[from].includes(to)

export type DayRequirement = 'needed' | 'possible' | 'none'

export const agreementDays = ['announcedOn', 'signedOn', 'endedOn'] as const
export type AgreementDay = (typeof agreementDays)[number]

/** Talks may end without a signature, so ENDED does not need its day. The same rule: constraints of table agreement. */
export const daysByStanding: Record<AgreementStanding, Record<AgreementDay, DayRequirement>> = {
  DISCUSSED: { announcedOn: 'none', signedOn: 'none', endedOn: 'none' },
  DRAFT: { announcedOn: 'none', signedOn: 'none', endedOn: 'none' },
  ANNOUNCED: { announcedOn: 'needed', signedOn: 'none', endedOn: 'none' },
  SIGNED: { announcedOn: 'possible', signedOn: 'needed', endedOn: 'none' },
  ENDED: { announcedOn: 'possible', signedOn: 'possible', endedOn: 'needed' },
}
