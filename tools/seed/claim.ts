import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'
import { sourceOf } from './source.js'

export function makeClaims(context: SeedContext, deal: SeededDeal): void {
  const { random } = context
  if (!random.isTrue(0.4)) return
  const day = random.int(deal.opened, deal.last)
  const first = addClaim(context, deal, day)
  if (random.isTrue(0.3))
    addClaim(context, deal, random.int(day, deal.last), random.isTrue(0.5) ? first : undefined)
}

interface Grade {
  standing: string
  reliability: string
  credibility: number
}

const standings = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED']

/** Adds a claim, with its gradings; the claim has the values of the last one. Returns its id. */
function addClaim(context: SeedContext, deal: SeededDeal, day: number, disputes?: string): string {
  const { rows, random, names, until } = context
  const id = random.id(day)
  const days = [day, ...(random.isTrue(0.3) ? [Math.min(until, day + random.int(1, 90))] : [])]
  const grades = days.map((graded, index): Grade & { day: number } => ({
    standing:
      index === 0 ? random.weighted({ UNCONFIRMED: 3, CONFIRMED: 2 }) : random.one(standings.slice(1)),
    reliability: random.one(['A', 'B', 'C', 'D', 'E', 'F']),
    credibility: random.int(1, 6),
    day: graded,
  }))
  const { day: graded, ...grade } = grades.at(-1)!
  const quoted = random.isTrue(0.3)
  rows.add('claim', {
    id,
    deal_id: deal.id,
    prospect_id: null,
    agreement_id: null,
    statement: names.sentence(),
    wording: quoted ? names.sentence() : null,
    wording_language: quoted ? deal.prospect.language : null,
    stated_on: calendarDay(day),
    stated_when_from: calendarDay(day),
    stated_when_to: calendarDay(day),
    stated_when_precision: 'DAY',
    recorded_at: instant(day, 120),
    by_id: deal.officer.id,
    ...sourceOf(context, deal, day),
    ...grade,
    disputes_id: disputes ?? null,
    embargo_until: null,
    ...versionColumns(instant(day, 120), instant(graded, 120), grades.length),
  })
  grades.forEach((each, index) => addGrading(context, deal, id, index + 1, each))
  return id
}

function addGrading(
  { rows, random, names }: SeedContext,
  deal: SeededDeal,
  claimId: string,
  ordinal: number,
  { day, ...grade }: Grade & { day: number },
): void {
  rows.add('claim_grading', {
    id: random.id(day),
    claim_id: claimId,
    ordinal,
    ...grade,
    graded_on: calendarDay(day),
    recorded_at: instant(day, 120),
    reason: ordinal > 1 ? names.sentence() : null,
    by_id: deal.officer.id,
  })
}
