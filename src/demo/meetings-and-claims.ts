/** The meetings, agreements and claims of the case, and the stake that makes a group. */
import { AgreementService } from '../agreement/agreement.service.js'
import type { RecordClaimInput } from '../claim/claim.input.js'
import { ClaimService } from '../claim/claim.service.js'
import { partialDate } from '../core/time/partial-date.js'
import { MeetingService } from '../meeting/meeting.service.js'
import type { RecordMeetingInput } from '../meeting/meeting.input.js'
import { StakeService } from '../prospect/stake.service.js'
import { FollowUpTasks } from '../task/follow-ups.js'
import type { DemoCompanies } from './companies.js'
import type { DemoDeals } from './deals.js'
import type { RunAs } from './run-as.js'

const officer = 'officer@awex.example'

export async function loadMeetingsAndClaims(
  as: RunAs,
  companies: DemoCompanies,
  deals: DemoDeals,
): Promise<void> {
  const { alibaba: holder, cainiao: held } = companies.prospects
  await new StakeService().record(await as(officer, '2018-05-31'), { holder, held, percent: '51' })
  await meet(as, companies, deals)
  await agree(as, companies, deals)
  await claimOfDeal(as, deals.alibaba)
  await dispute(as, companies)
}

async function meet(
  as: RunAs,
  { contacts, prospects }: DemoCompanies,
  { alibaba }: DemoDeals,
): Promise<void> {
  const service = new MeetingService(new FollowUpTasks())
  const recordHeld = async (day: string, input: RecordMeetingInput) =>
    service.record(await as(officer, day), input)
  const jackMa = { contact: contacts.jackMa }
  for (const place of ['State visit to China', 'Davos', 'Laeken'])
    await recordHeld('2018-01-08', {
      title: `${place}: an earlier encounter, before 2018; the day is not stated, the year is assumed for the demo`,
      when: partialDate('YEAR', '2017-01-01'),
      participants: [{ contact: contacts.philippe }, jackMa],
    })
  await recordHeld('2018-03-12', {
    title: 'The Namur meeting',
    when: partialDate('EARLY_MONTH', '2018-03-01'),
    place: 'Namur',
    hostAgency: 'cabinet-jeholet',
    deals: [alibaba],
    participants: [
      { contact: contacts.jeholet },
      { description: 'several Alibaba executives', prospect: prospects.alibaba },
    ],
  })
  await recordHeld('2018-07-03', {
    title: 'The Lambermont meeting',
    when: partialDate('DAY', '2018-07-03'),
    place: 'Lambermont, Brussels',
    hostAgency: 'cabinet-michel',
    deals: [alibaba],
    topics: ['world e-commerce and its trade barriers'],
    participants: [{ contact: contacts.michel }, jackMa],
  })
  await recordHeld('2018-07-03', {
    title: 'Royal lunch',
    startsAt: new Date('2018-07-03T10:00:00Z'),
    deals: [alibaba],
    topics: ['the country’s opportunities', 'artificial intelligence'],
    participants: [{ contact: contacts.philippe }, jackMa],
  })
}

async function agree(as: RunAs, { prospects }: DemoCompanies, deals: DemoDeals): Promise<void> {
  const service = new AgreementService()
  await service.record(await as('officer@liege-airport.example', '2018-05-31'), {
    title: 'Partnership of Liège Airport and Cainiao',
    kind: 'PARTNERSHIP',
    standing: 'SIGNED',
    signedOn: '2018-05-31',
    place: 'China',
    deals: [deals.cainiao],
    parties: [{ agency: 'liege-airport' }, { prospect: prospects.cainiao }],
  })
  await service.record(await as(officer, '2018-07-02'), {
    title: 'Partnership of Alibaba and Bolloré',
    kind: 'PARTNERSHIP',
    standing: 'SIGNED',
    signedOn: '2018-07-02',
    parties: [{ prospect: prospects.alibaba }, { prospect: prospects.bollore }],
  })
}

async function claimOfDeal(as: RunAs, deal: string): Promise<void> {
  const service = new ClaimService()
  const claims: RecordClaimInput[] = [
    {
      statement: 'Talks are under way.',
      statedOn: '2018-05-31',
      standing: 'CONFIRMED',
      reliability: 'B',
      credibility: 2,
      source: from('PUBLIC_AUTHORITY', 'The Prime Minister’s office', '2018-05-31'),
    },
    {
      statement: 'The talks are at an advanced stage.',
      statedOn: '2018-05-31',
      standing: 'UNCONFIRMED',
      reliability: 'C',
      credibility: 3,
      source: from('UNNAMED', 'Several unnamed sources', '2018-05-31'),
    },
    {
      statement:
        'A big investment in Liège is coming, to support smaller firms that export to China; no amount and no number of jobs were given.',
      statedOn: '2018-07-03',
      standing: 'CONFIRMED',
      reliability: 'A',
      credibility: 2,
      source: from('COMPANY', 'Jack Ma', '2018-07-03'),
    },
    {
      statement: 'Many jobs are to be expected; no number was given.',
      wording: 'Yeah, sure',
      wordingLanguage: 'EN',
      statedOn: '2018-07-03',
      standing: 'UNCONFIRMED',
      reliability: 'A',
      credibility: 4,
      source: from('COMPANY', 'Jack Ma', '2018-07-03'),
    },
    {
      statement: 'Important steps have been taken; the company should communicate soon.',
      statedOn: '2018-07-03',
      standing: 'CONFIRMED',
      reliability: 'A',
      credibility: 2,
      source: from('PUBLIC_AUTHORITY', 'Charles Michel', '2018-07-03'),
    },
  ]
  for (const claim of claims) await service.record(await as(officer, claim.statedOn), { ...claim, deal })
}

/** Records the memorandum on e-commerce (eWTP) and the claims that contradict each other about it. */
async function dispute(as: RunAs, { prospects }: DemoCompanies): Promise<void> {
  const scope = await as(officer, '2018-07-03')
  const { id: agreement } = await new AgreementService().record(scope, {
    title: 'Belgium and Alibaba on e-commerce (eWTP)',
    kind: 'MOU',
    standing: 'DISCUSSED',
    parties: [{ name: 'Belgium' }, { prospect: prospects.alibaba }],
  })
  const service = new ClaimService()
  const { id: disputes } = await service.record(scope, {
    agreement,
    statement: 'Alibaba makes its announcement depend on a signed memorandum.',
    statedOn: '2018-07-03',
    standing: 'UNCONFIRMED',
    reliability: 'D',
    credibility: 4,
    source: from('UNNAMED', null, '2018-07-03'),
  })
  await service.record(scope, {
    agreement,
    disputes,
    statement: 'That the announcement depends on a memorandum is entirely untrue.',
    statedOn: '2018-07-03',
    standing: 'CONFIRMED',
    reliability: 'B',
    credibility: 3,
    source: from('PUBLIC_AUTHORITY', 'The Prime Minister’s office', '2018-07-03'),
  })
}

const from = (kind: RecordClaimInput['source']['kind'], name: string | null, publishedOn: string) => ({
  kind,
  name,
  publishedOn,
  address: null,
})
