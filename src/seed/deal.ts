import type { Confidentiality } from '../core/scope.js'
import { activities, dealTypes } from '../deal/deal.entity.js'
import { calendarDay, instant, yearOf } from './calendar.js'
import { pickLead } from './organisations.js'
import type { SeedContext } from './context.js'
import { makePath } from './path.js'
import type { SeededProspect } from './prospect.js'
import { versionColumns } from './rows.js'
import type { SeededDeal } from './seeded-deal.js'
import { makeTeam } from './team.js'

/** A deal with its identity and team; what is reported of it is made by others. */
export function makeDeal(making: SeedContext, prospect: SeededProspect): SeededDeal {
  const { random: chance, organisations: house, until } = making
  const opened = chance.int(prospect.since, until - 5)
  const path = makePath(chance, opened, until)
  const led = chance.isTrue(0.9) ? prospect.lead : pickLead(house, chance)
  const deal = {
    id: chance.id(opened),
    prospect,
    lead: led,
    opened,
    last: Math.min(until, path.steps.at(-1)!.day + chance.int(0, 90)),
    path,
    confidentiality: chance.weighted<Confidentiality>({ OPEN: 10, INTERNAL: 55, RESTRICTED: 27, SECRET: 8 }),
    alone: chance.isTrue(0.2),
  }
  const lead = makeTeam(making, deal)
  const made = { ...deal, lead, officer: chance.one(lead.workers) }
  addDeal(making, made)
  return made
}

function addDeal(making: SeedContext, deal: SeededDeal): void {
  const { rows, random: chance, names, reference } = making
  const { path, opened, prospect, last } = deal
  const qualified = path.top >= 3
  const final = path.steps.at(-1)!
  rows.add('deal', {
    id: deal.id,
    reference: reference(yearOf(opened)),
    code_name: names.codeName(),
    sector: qualified || chance.isTrue(0.7) ? prospect.sector : null,
    activity: qualified || chance.isTrue(0.7) ? chance.one(activities) : null,
    type: qualified || chance.isTrue(0.6) ? chance.one(dealTypes) : null,
    origin: chance.weighted({ FOREIGN: 7, OTHER_REGION: 2, LOCAL: 1 }),
    ...money(making, deal),
    jobs_unknown: false,
    no_competing_locations: deal.alone,
    ...decision(making, deal),
    next_review: chance.isTrue(0.3) ? calendarDay(last + 60) : null,
    confidentiality: deal.confidentiality,
    lead_agency_id: deal.lead.id,
    officer_id: deal.officer.id,
    opened_on: calendarDay(opened),
    stage: final.to,
    stage_since: calendarDay(final.day),
    resume_stage: path.resume,
    ...versionColumns(instant(opened), instant(last, chance.int(0, 480)), path.steps.length),
  })
  rows.add('deal_identity', {
    deal_id: deal.id,
    title: `${prospect.name}: ${chance.one(purposes)}`,
    description: chance.isTrue(0.6) ? `${names.sentence()} ${names.sentence()}` : null,
    prospect_id: qualified || chance.isTrue(0.9) ? prospect.id : null,
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

function money({ random: chance }: SeedContext, { path }: SeededDeal) {
  const needed = path.top >= 5
  const low = needed || chance.isTrue(0.4) ? chance.round(500_000, 300_000_000) : null
  return {
    capex_low: low,
    capex_high: low && (chance.isTrue(0.7) ? low * chance.int(1, 3) : null),
    capex_currency: low && chance.weighted({ EUR: 8, USD: 2 }),
    capex_unknown: false,
  }
}

function decision({ random: chance }: SeedContext, { path, last }: SeededDeal) {
  if (path.top < 5 && !chance.isTrue(0.3)) return emptyDecision
  const year = yearOf(last + chance.int(30, 500))
  const precision = chance.weighted({ YEAR: 1, QUARTER: 3 })
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
