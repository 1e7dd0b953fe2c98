/** How far an agreement has come, and which days that gives it, as tables. They know no database. */
export const agreementStandings = ['DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED'] as const
export type AgreementStanding = (typeof agreementStandings)[number]

/** Only forward, steps may be left out: what was signed is no draft again, what has ended does not come back. */
const next: Record<AgreementStanding, readonly AgreementStanding[]> = {
  DISCUSSED: ['DRAFT', 'SIGNED', 'ENDED'],
  DRAFT: ['SIGNED', 'ENDED'],
  SIGNED: ['ENDED'],
  ENDED: [],
}

/** Whether an agreement may go from one standing to the other; staying is no move. */
export const canBecome = (from: AgreementStanding, to: AgreementStanding): boolean =>
  from === to || next[from].includes(to)

export type Need = 'needed' | 'possible' | 'none'

export const agreementDays = ['signedOn', 'endedOn'] as const
export type AgreementDay = (typeof agreementDays)[number]

/** Talks may end without a signature: then there is only the day of the end. */
export const daysByStanding: Record<AgreementStanding, Record<AgreementDay, Need>> = {
  DISCUSSED: { signedOn: 'none', endedOn: 'none' },
  DRAFT: { signedOn: 'none', endedOn: 'none' },
  SIGNED: { signedOn: 'needed', endedOn: 'none' },
  ENDED: { signedOn: 'possible', endedOn: 'needed' },
}
