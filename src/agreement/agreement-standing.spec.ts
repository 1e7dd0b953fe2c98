import {
  agreementDays,
  agreementStandings,
  daysByStanding,
  canBecome,
  type AgreementStanding,
} from './agreement-standing.js'

const pairs = agreementStandings.flatMap((from) => agreementStandings.map((to) => [from, to] as const))

/** + may go, . may not; rows from, columns to, both in the order of the list. */
const table: Record<AgreementStanding, string> = {
  DISCUSSED: '++++',
  DRAFT: '.+++',
  SIGNED: '..++',
  ENDED: '...+',
}

describe('an agreement', () => {
  it.each(pairs)('from %s to %s goes as the table says', (from, to) => {
    expect(canBecome(from, to)).toBe(table[from][agreementStandings.indexOf(to)] === '+')
  })

  it('has the day of its signature only once it is signed, and the day of its end only once it has ended', () => {
    const needs = agreementStandings.map((standing) =>
      agreementDays.map((day) => daysByStanding[standing][day]),
    )
    expect(needs).toEqual([
      ['none', 'none'],
      ['none', 'none'],
      ['needed', 'none'],
      ['possible', 'needed'],
    ])
  })
})
