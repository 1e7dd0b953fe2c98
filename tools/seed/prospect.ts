import type { Language } from '../../src/core/locale.js'
import { calendarDay, instant } from './calendar.js'
import { pickLead, type SeededAgency } from './organisations.js'
import type { SeedContext } from './context.js'
import { slug } from './names.js'
import { versionColumns } from './rows.js'

export interface SeededProspect {
  id: string
  name: string
  language: Language
  /** The first day on which the prospect was known. */
  since: number
  sector: string
  lead: SeededAgency
  contacts: SeededContact[]
}
export interface SeededContact {
  id: string
  employment: string
  decisionMaker: boolean
}

const sectors = ['10', '20', '21', '25', '26', '27', '28', '29', '30', '46', '49', '51', '52', '53', '62', '63', '70', '72', 'C', 'H', 'J', 'M'] // prettier-ignore

export function makeProspect({ rows, random, names, organisations, until }: SeedContext): SeededProspect {
  const language = names.language()
  const since = random.int(until - 3000, until - 60)
  const { name, country, city } = names.company(language)
  const id = random.id(since)
  const lead = pickLead(organisations, random)
  const sector = random.one(sectors)
  const revenue = random.isTrue(0.6) ? random.round(1_000_000, 5_000_000_000) : null
  const year = calendarDay(until - 400).slice(0, 4)
  rows.add('prospect', {
    id,
    name,
    aliases: random.isTrue(0.1) ? [name.split(' ')[0]] : [],
    legal_name: random.isTrue(0.5) ? name : null,
    country,
    city,
    sector,
    headcount: random.isTrue(0.8) ? random.round(10, 100_000) : null,
    headcount_as_of: `${year}-12-31`,
    revenue_amount: revenue,
    revenue_currency: revenue && (country === 'US' ? 'USD' : 'EUR'),
    revenue_as_of: revenue && `${year}-12-31`,
    website: `https://${slug(name)}.example/`,
    enterprise_number: null,
    lei: null,
    confidentiality: random.isTrue(0.1) ? 'OPEN' : 'INTERNAL',
    entered_by_id: lead.id,
    archived_at: null,
    ...versionColumns(instant(since), instant(random.int(since, until))),
  })
  const prospect: SeededProspect = { id, name, language, since, sector, lead, contacts: [] }
  for (let n = random.int(1, 3); n > 0; n--) makeContact({ rows, random, names }, prospect)
  return prospect
}

function makeContact(
  { rows, random, names }: Pick<SeedContext, 'rows' | 'random' | 'names'>,
  prospect: SeededProspect,
): void {
  const { name, mailbox } = names.person(prospect.language)
  // The first contact is a decision maker, so that every company can reach NEGOTIATION.
  const contact = {
    id: random.id(prospect.since),
    employment: random.id(prospect.since),
    decisionMaker: prospect.contacts.length === 0 || random.isTrue(0.2),
  }
  rows.add('contact', {
    id: contact.id,
    name,
    language: prospect.language,
    decision_maker: contact.decisionMaker,
    lawful_basis: 'PUBLIC_TASK',
    erased_at: null,
    entered_by_id: prospect.lead.id,
    ...versionColumns(instant(prospect.since)),
  })
  rows.add('employment', {
    id: contact.employment,
    contact_id: contact.id,
    prospect_id: prospect.id,
    agency_id: null,
    job_title: names.jobTitle(),
    emails: [`${mailbox}@${slug(prospect.name)}.example`],
    phones: [],
    is_main: true,
    ...versionColumns(instant(prospect.since)),
  })
  prospect.contacts.push(contact)
}

/** Some prospects hold a share of the one before them: so groups have no circles, and each has at most one holder. */
export function makeStakes({ rows, random }: SeedContext, prospects: readonly SeededProspect[]): void {
  prospects.forEach(({ id, since }, index) => {
    if (index === 0 || !random.isTrue(0.08)) return
    const held = prospects[index - 1]!
    rows.add('stake', {
      id: random.id(since),
      holder_id: id,
      held_id: held.id,
      percent: random.int(5, 100),
      since: calendarDay(since),
      ended_on: null,
      ...versionColumns(instant(since)),
    })
  })
}
