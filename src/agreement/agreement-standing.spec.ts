import {
  agreementDays,
  agreementStandings,
  daysByStanding,
  canBecome,
  type AgreementStanding,
} from './agreement-standing.js'

const pairs = agreementStandings.flatMap((from) => agreementStandings.map((to) => [from, to] as const))

/** Rows are the old standing, columns the new one, in the order of the list: + allowed, . rejected. */
const table: Record<AgreementStanding, string> = {
  DISCUSSED: '+++++',
  DRAFT: '.++++',
  ANNOUNCED: '..+++',
  SIGNED: '...++',
  ENDED: '....+',
}

describe('agreement standings', () => {
  it.each(pairs)('allow a change from %s to %s as in the table', (from, to) => {
    expect(canBecome(from, to)).toBe(table[from][agreementStandings.indexOf(to)] === '+')
  })

  it('allow a day of announcement or signature only once announced or signed, and a day of the end only once ended', () => {
    const requirements = agreementStandings.map((standing) =>
      agreementDays.map((day) => daysByStanding[standing][day]),
    )
    expect(requirements).toEqual([
      ['none', 'none', 'none'],
      ['none', 'none', 'none'],
      ['needed', 'none', 'none'],
      ['possible', 'needed', 'none'],
      ['possible', 'possible', 'needed'],
    ])
  })
})
