import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'
import { sourceOf } from './source.js'

export function makeClaims(making: SeedContext, deal: SeededDeal): void {
  const { random: chance } = making
  if (!chance.isTrue(0.4)) return
  const day = chance.int(deal.opened, deal.last)
  const first = claim(making, deal, day)
  if (chance.isTrue(0.3))
    claim(making, deal, chance.int(day, deal.last), chance.isTrue(0.5) ? first : undefined)
}

interface Grade {
  standing: string
  reliability: string
  credibility: number
}

const standings = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED']

/** A claim carries the last of its gradings. */
function claim(making: SeedContext, deal: SeededDeal, day: number, disputes?: string): string {
  const { rows, random: chance, names, until } = making
  const id = chance.id(day)
  const days = [day, ...(chance.isTrue(0.3) ? [Math.min(until, day + chance.int(1, 90))] : [])]
  const grades = days.map((graded, index): Grade & { day: number } => ({
    standing:
      index === 0 ? chance.weighted({ UNCONFIRMED: 3, CONFIRMED: 2 }) : chance.one(standings.slice(1)),
    reliability: chance.one(['A', 'B', 'C', 'D', 'E', 'F']),
    credibility: chance.int(1, 6),
    day: graded,
  }))
  const { day: graded, ...grade } = grades.at(-1)!
  const quoted = chance.isTrue(0.3)
  rows.add('claim', {
    id,
    deal_id: deal.id,
    prospect_id: null,
    agreement_id: null,
    statement: names.sentence(),
    wording: quoted ? names.sentence() : null,
    wording_language: quoted ? deal.prospect.language : null,
    stated_on: calendarDay(day),
    recorded_at: instant(day, 120),
    by_id: deal.officer.id,
    ...sourceOf(making, deal, day),
    ...grade,
    disputes_id: disputes ?? null,
    embargo_until: null,
    ...versionColumns(instant(day, 120), instant(graded, 120), grades.length),
  })
  grades.forEach((each, index) => addGrading(making, deal, id, index + 1, each))
  return id
}

function addGrading(
  { rows, random: chance, names }: SeedContext,
  deal: SeededDeal,
  claimId: string,
  ordinal: number,
  { day, ...grade }: Grade & { day: number },
): void {
  rows.add('claim_grading', {
    id: chance.id(day),
    claim_id: claimId,
    ordinal,
    ...grade,
    graded_on: calendarDay(day),
    recorded_at: instant(day, 120),
    reason: ordinal > 1 ? names.sentence() : null,
    by_id: deal.officer.id,
  })
}
