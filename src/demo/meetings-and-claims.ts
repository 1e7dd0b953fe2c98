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
const airportOfficer = 'officer@liege-airport.example'

export async function loadMeetingsAndClaims(
  as: RunAs,
  companies: DemoCompanies,
  deals: DemoDeals,
): Promise<void> {
  const { alibaba: holder, cainiao: held } = companies.prospects
  await new StakeService().record(await as(officer, '2018-05-31'), { holder, held, percent: '51' })
  await meet(as, companies, deals)
  await agree(as, companies, deals)
  await recordClaims(as, officer, deals.alibaba, claimsOfAlibaba)
  await recordClaims(as, airportOfficer, deals.cainiao, claimsOfCainiao)
  await dispute(as, companies, deals)
}

async function meet(
  as: RunAs,
  { contacts, prospects }: DemoCompanies,
  { alibaba }: DemoDeals,
): Promise<void> {
  const service = new MeetingService(new FollowUpTasks())
  const recordHeld = async (day: string, input: RecordMeetingInput) =>
    service.record(await as(officer, day), { ...input, deals: [alibaba] })
  const jackMa = { contact: contacts.jackMa }
  await recordHeld('2018-03-12', {
    title: 'Réunion de Namur',
    when: partialDate('EARLY_MONTH', '2018-03-01'),
    place: 'Namur',
    hostAgency: 'cabinet-jeholet',
    participants: [
      { description: 'le cabinet (personne n’est nommé)', agency: 'cabinet-jeholet' },
      { description: 'plusieurs dirigeants d’Alibaba (non nommés)', prospect: prospects.alibaba },
    ],
  })
  await recordHeld('2018-05-31', {
    title: 'Rencontres antérieures du Premier ministre',
    when: partialDate('BEFORE', '2018-05-30'),
    topics: ['plusieurs rencontres, aux jours non indiqués'],
    participants: [{ contact: contacts.michel }, jackMa],
  })
  await recordHeld('2018-07-03', {
    title: 'Rencontres antérieures du roi',
    when: partialDate('BEFORE', '2018-06-30'),
    place: 'Chine, Davos, Laeken',
    topics: ['visite d’État en Chine, Davos et Laeken, ces dernières années, aux jours non indiqués'],
    participants: [{ contact: contacts.philippe }, jackMa],
  })
  await recordHeld('2018-07-03', {
    title: 'Rencontre du Lambermont',
    when: partialDate('DAY', '2018-07-03'),
    place: 'Lambermont',
    hostAgency: 'cabinet-michel',
    topics: ['e-commerce mondial et entraves commerciales'],
    participants: [{ contact: contacts.michel }, jackMa],
  })
  await recordHeld('2018-07-03', {
    title: 'Déjeuner royal',
    startsAt: new Date('2018-07-03T10:00:00Z'),
    topics: ['opportunités offertes par le pays', 'intelligence artificielle'],
    participants: [{ contact: contacts.philippe }, jackMa],
  })
}

async function agree(as: RunAs, { prospects }: DemoCompanies, deals: DemoDeals): Promise<void> {
  const service = new AgreementService()
  await service.record(await as(airportOfficer, '2018-05-31'), {
    title: 'Partenariat entre Liège Airport et Cainiao',
    kind: 'PARTNERSHIP',
    standing: 'SIGNED',
    signedOn: '2018-05-31',
    place: 'Chine',
    deals: [deals.cainiao],
    parties: [{ agency: 'liege-airport' }, { prospect: prospects.cainiao }],
  })
  // a fact about the prospect: no deal of ours
  await service.record(await as(officer, '2018-07-02'), {
    title: 'Partenariat entre Alibaba et Bolloré',
    kind: 'PARTNERSHIP',
    standing: 'ANNOUNCED',
    announcedOn: '2018-07-02',
    parties: [{ prospect: prospects.alibaba }, { prospect: prospects.bollore }],
  })
}

type DemoClaim = Omit<RecordClaimInput, 'deal' | 'prospect' | 'agreement' | 'statedOn'> & { statedOn: string }

const claimsOfAlibaba: DemoClaim[] = [
  {
    statement: 'Rien n’est encore signé.',
    standing: 'CONFIRMED',
    ...graded('B', 2),
    ...reported('2018-05-31', 'PRESS', 'L’Echo'),
  },
  {
    statement: 'Des discussions sont en cours.',
    standing: 'CONFIRMED',
    ...graded('B', 2),
    ...reported('2018-05-31', 'PUBLIC_AUTHORITY', 'le cabinet du Premier ministre'),
  },
  {
    statement: 'Les discussions sont à un stade avancé.',
    standing: 'UNCONFIRMED',
    ...graded('C', 3),
    ...reported('2018-05-31', 'UNNAMED', 'plusieurs sources non nommées'),
  },
  {
    statement: 'Le cabinet se refuse à tout commentaire.',
    standing: 'CONFIRMED',
    ...graded('A', 1),
    ...reported('2018-05-31', 'PUBLIC_AUTHORITY', 'le cabinet Jeholet'),
  },
  {
    statement:
      'Un gros investissement arrive à Liège, pour soutenir les petites entreprises qui exportent vers la Chine ou s’internationalisent ; aucun montant ni nombre d’emplois n’est cité.',
    standing: 'CONFIRMED',
    ...graded('A', 2),
    ...reported('2018-07-03', 'COMPANY', 'Jack Ma'),
  },
  {
    statement:
      'À la question de savoir s’il faut s’attendre à beaucoup d’emplois, Jack Ma répond oui, sans nombre.',
    wording: 'Yeah, sure',
    wordingLanguage: 'EN',
    standing: 'UNCONFIRMED',
    ...graded('A', 4),
    ...reported('2018-07-03', 'COMPANY', 'Jack Ma'),
  },
  {
    statement: 'Des étapes importantes ont été franchies ; l’entreprise devrait communiquer bientôt.',
    standing: 'CONFIRMED',
    ...graded('A', 2),
    ...reported('2018-07-03', 'PUBLIC_AUTHORITY', 'Charles Michel'),
  },
]

const claimsOfCainiao: DemoClaim[] = [
  {
    statement: 'Liège devient rapidement le centre névralgique de la logistique d’Alibaba en Europe.',
    standing: 'UNCONFIRMED',
    ...graded('B', 3),
    ...reported('2018-05-31', 'PRESS', 'L’Echo'),
  },
  {
    statement:
      'Des colis de Cainiao entrent déjà en Europe par Liège ; le hub ajoute du volume et des vols entre l’Asie et Liège.',
    standing: 'UNCONFIRMED',
    ...graded('B', 2),
    ...reported('2018-05-31', 'PRESS', 'L’Echo'),
  },
  {
    statement:
      'L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue.',
    standing: 'CONFIRMED',
    ...graded('A', 3),
    ...reported('2018-05-31', 'PARTNER', 'Luc Partoune, président de Liège Airport'),
  },
]

async function recordClaims(as: RunAs, email: string, deal: string, claims: DemoClaim[]): Promise<void> {
  for (const claim of claims)
    await new ClaimService().record(await as(email, claim.statedOn), { ...claim, deal })
}

/** Records the memorandum on e-commerce (eWTP) and the claims that contradict each other about it. */
async function dispute(as: RunAs, { prospects }: DemoCompanies, deals: DemoDeals): Promise<void> {
  const scope = await as(officer, '2018-07-03')
  const { id: agreement } = await new AgreementService().record(scope, {
    title: 'Mémorandum entre la Belgique et Alibaba sur l’e-commerce (eWTP, Electronic World Trade Platform)',
    kind: 'MOU',
    standing: 'DISCUSSED',
    deals: [deals.alibaba],
    parties: [{ prospect: prospects.alibaba }, { agency: 'cabinet-michel' }],
  })
  const service = new ClaimService()
  const { id: disputes } = await service.record(scope, {
    agreement,
    statement: 'Alibaba fait dépendre son annonce de la signature d’un mémorandum.',
    standing: 'UNCONFIRMED',
    ...graded('D', 4),
    ...reported('2018-07-03', 'UNNAMED', 'une source non nommée'),
  })
  await service.record(scope, {
    agreement,
    disputes,
    statement:
      'C’est totalement faux : en Europe, un tel document lie par contrat, ce qui exclut cette pratique ; l’entreprise l’a très bien compris.',
    standing: 'UNCONFIRMED',
    ...graded('B', 3),
    ...reported('2018-07-03', 'PUBLIC_AUTHORITY', 'un communiqué du cabinet du Premier ministre'),
  })
}

function graded(reliability: RecordClaimInput['reliability'], credibility: RecordClaimInput['credibility']) {
  return { reliability, credibility }
}

/** Names who spoke and that L’Echo reported it. The day of the issue on the visit of 3 July is not known. */
function reported(statedOn: string, kind: RecordClaimInput['source']['kind'], name: string) {
  const publishedOn = statedOn === '2018-05-31' ? statedOn : null
  return { statedOn, source: { kind, name, medium: 'L’Echo', publishedOn, address: null } }
}
