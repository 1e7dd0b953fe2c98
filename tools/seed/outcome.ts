import { lossCodes } from '../../src/deal/loss/loss.entity.js'
import { instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { sourceOf } from './source.js'

/** What the verification of a landing verifies: ids of the chosen site, the realised jobs and the signed agreements. */
interface Verified {
  location_id: string | undefined
  projection_ids: string[]
  agreement_ids: string[]
}

/** Adds the reason and destination of a loss, and the verification of a landing. */
export function makeOutcome(context: SeedContext, deal: SeededDeal, verified: Verified): void {
  const stages = deal.path.steps.map(({ to }) => to)
  if (stages.includes('LOST')) makeLoss(context, deal)
  if (stages.includes('LANDED')) makeVerification(context, deal, verified)
}

function makeLoss({ rows, random, names }: SeedContext, deal: SeededDeal): void {
  random.some(lossCodes, random.int(1, 3)).forEach((code, index) =>
    rows.add('loss_reason', {
      id: random.id(deal.last),
      deal_id: deal.id,
      rank: index + 1,
      code,
      recorded_at: instant(deal.last),
      wording: code === 'OTHER' || random.isTrue(0.3) ? names.sentence() : null,
      ...sourceOf({ random, names }, deal, deal.last),
    }),
  )
  const isKnown = random.isTrue(0.6)
  rows.add('loss_destination', {
    id: random.id(deal.last),
    deal_id: deal.id,
    recorded_at: instant(deal.last),
    town: isKnown ? names.city('DE') : null,
    country: isKnown ? random.one(['DE', 'FR', 'NL', 'PL', 'CZ']) : null,
    unknown: !isKnown,
  })
}

/** The verifier is neither the officer nor the user who moved the deal. They verify what was recorded before. */
function makeVerification({ rows, random }: SeedContext, deal: SeededDeal, verified: Verified): void {
  const landed = deal.path.steps.find(({ to }) => to === 'LANDED')!
  rows.add('landing_verification', {
    id: random.id(landed.day - 1),
    deal_id: deal.id,
    by_id: deal.lead.workers.find(({ id }) => id !== deal.officer.id)!.id,
    recorded_at: instant(landed.day - 1, 500),
    note: null,
    ...verified,
  })
}
