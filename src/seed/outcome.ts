import { lossCodes } from '../deal/loss/loss.entity.js'
import { instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { sourceOf } from './source.js'

/** Why it was lost and where it went; who checked that it landed. */
export function makeOutcome(making: SeedContext, deal: SeededDeal): void {
  const stages = deal.path.steps.map(({ to }) => to)
  if (stages.includes('LOST')) makeLoss(making, deal)
  if (stages.includes('LANDED')) makeVerification(making, deal)
}

function makeLoss({ rows, random: chance, names }: SeedContext, deal: SeededDeal): void {
  chance.some(lossCodes, chance.int(1, 3)).forEach((code, index) =>
    rows.add('loss_reason', {
      id: chance.id(deal.last),
      deal_id: deal.id,
      rank: index + 1,
      code,
      wording: code === 'OTHER' || chance.isTrue(0.3) ? names.sentence() : null,
      ...sourceOf({ random: chance, names }, deal, deal.last),
    }),
  )
  const known = chance.isTrue(0.6)
  rows.add('loss_destination', {
    id: chance.id(deal.last),
    deal_id: deal.id,
    town: known ? names.city('DE') : null,
    country: known ? chance.one(['DE', 'FR', 'NL', 'PL', 'CZ']) : null,
    unknown: !known,
  })
}

/** By somebody who is neither the officer nor the one who moved it. */
function makeVerification({ rows, random: chance }: SeedContext, deal: SeededDeal): void {
  const landed = deal.path.steps.find(({ to }) => to === 'LANDED')!
  rows.add('landing_verification', {
    id: chance.id(landed.day - 1),
    deal_id: deal.id,
    by_id: deal.lead.users.find(({ id }) => id !== deal.officer.id)!.id,
    recorded_at: instant(landed.day - 1),
    note: null,
  })
}
