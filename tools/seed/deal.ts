import { confidentialities, type Confidentiality } from '../../src/core/scope.js'
import { activities, dealTypes } from '../../src/deal/deal.entity.js'
import { calendarDay, instant, yearOf } from './calendar.js'
import { pickLead, type SeededAgency, type SeededUser } from './organisations.js'
import type { SeedContext } from './context.js'
import { makePath } from './path.js'
import type { SeededProspect } from './prospect.js'
import { versionColumns } from './rows.js'
import type { SeededDeal } from './seeded-deal.js'
import { makeTeam } from './team.js'

/** Adds a deal with its identity and team. Other generators add what depends on it. */
export function makeDeal(context: SeedContext, prospect: SeededProspect): SeededDeal {
  const { random, organisations, until } = context
  const opened = random.int(prospect.since, until - 5)
  const path = makePath(random, opened, until)
  const led = random.isTrue(0.9) ? prospect.lead : pickLead(organisations, random)
  const deal = {
    id: random.id(opened),
    prospect,
    lead: led,
    opened,
    last: Math.min(until, path.steps.at(-1)!.day + random.int(0, 90)),
    path,
    confidentiality: random.weighted<Confidentiality>({ OPEN: 10, INTERNAL: 55, RESTRICTED: 27, SECRET: 8 }),
    alone: random.isTrue(0.2),
  }
  const lead = makeTeam(context, deal)
  const made = { ...deal, lead, officer: random.one(cleared(lead, deal.confidentiality)) }
  addDeal(context, made)
  return made
}

/** Returns the workers of an agency who see its deals of a confidentiality. Of a SECRET deal, its HEAD. */
function cleared({ workers }: SeededAgency, confidentiality: Confidentiality): SeededUser[] {
  if (confidentiality === 'SECRET') return workers.slice(0, 1)
  const needed = confidentialities.indexOf(confidentiality)
  return workers.filter(({ clearance }) => confidentialities.indexOf(clearance) >= needed)
}

function addDeal(context: SeedContext, deal: SeededDeal): void {
  const { rows, random, names, reference } = context
  const { path, opened, prospect, last } = deal
  const qualified = path.top >= 3
  const final = path.steps.at(-1)!
  rows.add('deal', {
    id: deal.id,
    reference: reference(yearOf(opened)),
    code_name: names.codeName(),
    sector: qualified || random.isTrue(0.7) ? prospect.sector : null,
    activity: qualified || random.isTrue(0.7) ? random.one(activities) : null,
    type: qualified || random.isTrue(0.6) ? random.one(dealTypes) : null,
    origin: random.weighted({ FOREIGN: 7, OTHER_REGION: 2, LOCAL: 1 }),
    ...money(context, deal),
    jobs_unknown: false,
    no_competing_locations: deal.alone,
    ...decision(context, deal),
    next_review: random.isTrue(0.3) ? calendarDay(last + 60) : null,
    confidentiality: deal.confidentiality,
    lead_agency_id: deal.lead.id,
    officer_id: deal.officer.id,
    opened_on: calendarDay(opened),
    stage: final.to,
    stage_since: calendarDay(final.day),
    resume_stage: path.resume,
    ...versionColumns(instant(opened), instant(last, random.int(0, 480)), path.steps.length),
  })
  rows.add('deal_identity', {
    deal_id: deal.id,
    title: `${prospect.name}: ${random.one(purposes)}`,
    description: random.isTrue(0.6) ? `${names.sentence()} ${names.sentence()}` : null,
    prospect_id: qualified || random.isTrue(0.9) ? prospect.id : null,
  })
}

const purposes = [
  'European distribution centre',
  'new production line',
  'research laboratory',
  'regional headquarters',
  'service centre',
  'extension of the plant',
  'data centre',
  'maintenance base',
]

function money({ random }: SeedContext, { path }: SeededDeal) {
  const needed = path.top >= 5
  const low = needed || random.isTrue(0.4) ? random.round(500_000, 300_000_000) : null
  return {
    capex_low: low,
    capex_high: low && (random.isTrue(0.7) ? low * random.int(1, 3) : null),
    capex_currency: low && random.weighted({ EUR: 8, USD: 2 }),
    capex_unknown: false,
  }
}

function decision({ random }: SeedContext, { path, last }: SeededDeal) {
  if (path.top < 5 && !random.isTrue(0.3)) return emptyDecision
  const year = yearOf(last + random.int(30, 500))
  const precision = random.weighted({ YEAR: 1, QUARTER: 3 })
  return precision === 'YEAR'
    ? decided(`${year}-01-01`, `${year}-12-31`, precision)
    : decided(`${year}-04-01`, `${year}-06-30`, precision)
}

const decided = (from: string | null, to: string | null, precision: string | null) => ({
  expected_decision_from: from,
  expected_decision_to: to,
  expected_decision_precision: precision,
})
const emptyDecision = decided(null, null, null)
