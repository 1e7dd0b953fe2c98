import { calendarDay, instant, yearOf } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { sourceOf } from './source.js'

/**
 * Adds up to five statements about jobs. Later ones are more certain, and some correct the one before. Returns the ids
 * of those about jobs that exist.
 */
export function makeProjections(context: SeedContext, deal: SeededDeal): string[] {
  const { random } = context
  const scale = random.round(10, 2000)
  const days = Array.from({ length: random.int(deal.path.top >= 5 ? 1 : 0, 5) }, () =>
    random.int(deal.opened, deal.last),
  )
  const corrected = new Map<string, string>()
  days
    .sort((a, b) => a - b)
    .forEach((day, index) => {
      const kind = random.weighted({ DIRECT: 8, INDIRECT: 1, SAFEGUARDED: 1, CONSTRUCTION: 1 })
      const horizon = random.weighted({ INITIAL: 4, MEDIUM_TERM: 2, FULL: 3 })
      const earlier = random.isTrue(0.5) ? corrected.get(kind + horizon) : undefined
      const standing = random.one(standings.slice(index > 1 ? 1 : 0, index > 2 ? 4 : 3))
      corrected.set(
        kind + horizon,
        state(context, deal, day, { kind, horizon, standing, scale, replaces: earlier }),
      )
    })
  const landed = deal.path.steps.find(({ to }) => to === 'LANDED')
  if (!landed) return []
  const realised = { kind: 'DIRECT', horizon: 'INITIAL', standing: 'REALISED', scale }
  return [state(context, deal, landed.day - 1, realised)]
}

const standings = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED']

interface Statement {
  kind: string
  horizon: string
  standing: string
  scale: number
  replaces?: string
}

function state(
  { rows, random, names }: SeedContext,
  deal: SeededDeal,
  day: number,
  stated: Statement,
): string {
  const id = random.id(day)
  const low = Math.round((stated.scale * random.int(60, 140)) / 100)
  const language = deal.prospect.language
  rows.add('job_projection', {
    id,
    deal_id: deal.id,
    kind: stated.kind,
    horizon: stated.horizon,
    target_year: random.isTrue(0.5) ? yearOf(day) + random.int(1, 6) : null,
    low,
    high:
      stated.standing === 'REALISED'
        ? realisedHigh(low)
        : random.isTrue(0.8)
          ? low + random.int(0, low)
          : null,
    standing: stated.standing,
    stated_on: calendarDay(day),
    stated_when_from: calendarDay(day),
    stated_when_to: calendarDay(day),
    stated_when_precision: 'DAY',
    recorded_at: instant(day, random.int(0, 480)),
    replaces_id: stated.replaces ?? null,
    by_id: deal.officer.id,
  })
  const quoted = random.isTrue(0.4)
  rows.add('job_projection_text', {
    job_projection_id: id,
    deal_id: deal.id,
    wording: quoted ? names.sentence() : null,
    wording_language: quoted ? language : null,
    ...sourceOf({ random, names }, deal, day),
  })
  return id
}

/** Of the realised jobs a third is exact, a third a range, and a third open-ended ("more than 200"). */
const realisedHigh = (low: number): number | null => [low, low + 10, null][low % 3] ?? null
