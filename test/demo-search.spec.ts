/** Each fact of the demo case is found by French and by English words, although its texts are French. */
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
}, 60_000)
afterAll(() => ancrage.stop())

const titlesOf = async (text: string): Promise<string[]> =>
  (await ancrage.run(head, 'query ($text: String!) { search(text: $text) { title } }', { text })).search.map(
    ({ title }: { title: string }) => title,
  )

const lotus =
  'Alibaba : centre européen de distribution et de logistique sur plusieurs hectares au nord de Liège Airport'
const plume = 'Cainiao : hub de fret charter à Liège Airport'
const volt =
  'Thunder Power : chaîne de production de voitures électriques sur l’ancien site de Caterpillar, à Charleroi'
const angela = 'Zalando : centre logistique'
const memorandum =
  'Mémorandum entre la Belgique et Alibaba sur l’e-commerce (eWTP, Electronic World Trade Platform)'

it.each([
  // prospects: name, country, sector
  ['Alibaba', 'Chine commerce', 'China retail'],
  ['Cainiao Smart Logistics Network', 'Chine transports', 'China transportation'],
  ['Thunder Power', 'Chine industrie', 'China manufacturing'],
  ['Zalando', 'Allemagne commerce', 'Germany trade'],
  ['Bolloré', 'France transports', 'France storage'],
  // contacts: their name, and that they are one
  ['Jack Ma', 'dirigeant Alibaba', 'contact Jack Ma'],
  ['Charles Michel', 'Premier ministre', 'contact Michel'],
  ['Pierre-Yves Jeholet', 'ministre wallon', 'contact Jeholet'],
  ['Luc Partoune', 'président Airport', 'contact Partoune'],
  ['Philippe, roi des Belges', 'roi Philippe', 'contact Philippe'],
  // deals: title, code name, stage, activity
  [lotus, 'Lotus négociation', 'Lotus negotiation'],
  [lotus, 'centre européen', 'distribution centre Airport'],
  [plume, 'Plume engagé', 'Plume committed'],
  [plume, 'fret charter', 'charter hub'],
  [volt, 'Volt négociation', 'Volt negotiation'],
  [volt, 'voitures électriques', 'Thunder Power production'],
  [angela, 'Zalando perdu', 'Zalando lost'],
  [angela, 'Angela perdu', 'Angela lost'],
  // the places of the deals
  [lotus, 'Hangzhou Chine', 'Hangzhou China'],
  [lotus, 'Kuala Lumpur Malaisie', 'Kuala Lumpur Malaysia'],
  [lotus, 'Moscou Russie', 'candidate Russia'],
  [lotus, 'Dubaï Émirats', 'Dubai Emirates'],
  [lotus, 'nord candidat', 'Airport candidate'],
  [plume, 'Liège choisi', 'Liège chosen'],
  [volt, 'ancien site Caterpillar', 'Caterpillar Charleroi'],
  [angela, 'Zalando Pays-Bas', 'Zalando Netherlands'],
  [angela, 'aucune raison indiquée', 'Zalando press'],
  // the numbers of jobs
  [lotus, 'plusieurs centaines d’emplois', 'Echo job projection'],
  [lotus, 'plus d’un millier', 'Echo medium term'],
  // what the description says
  [lotus, 'cent villes du monde', 'Alibaba Amazon'],
  [lotus, 'initiative privée vente en ligne', 'Trade Platform initiative'],
  [plume, 'six grands pays et régions', 'Cainiao hubs regions'],
  // meetings
  ['Réunion de Namur', 'Namur tenue', 'Namur held'],
  ['Rencontres antérieures du Premier ministre', 'rencontres Premier ministre', 'Premier ministre held'],
  ['Rencontres antérieures du roi', 'roi Davos Laeken', 'Davos Laeken'],
  ['Rencontre du Lambermont', 'entraves commerciales', 'Lambermont meeting'],
  ['Déjeuner royal', 'déjeuner royal', 'royal meeting'],
  ['Déjeuner royal', 'intelligence artificielle', 'royal intelligence'],
  // agreements
  ['Partenariat entre Liège Airport et Cainiao', 'partenariat signé Cainiao', 'partnership signed Cainiao'],
  ['Partenariat entre Alibaba et Bolloré', 'partenariat annoncé', 'partnership announced'],
  [memorandum, 'mémorandum eWTP', 'memorandum of understanding Alibaba'],
  // claims
  ['Rien n’est encore signé.', 'rien signé', 'signed confirmed'],
  ['Des discussions sont en cours.', 'discussions en cours', 'discussion confirmed'],
  ['Les discussions sont à un stade avancé.', 'stade avancé', 'discussions unnamed source'],
  ['Le cabinet se refuse à tout commentaire.', 'refuse tout commentaire', 'Jeholet cabinet confirmed'],
  [
    'Liège devient rapidement le centre névralgique de la logistique d’Alibaba en Europe.',
    'centre névralgique',
    'Liège centre Europe unconfirmed',
  ],
  [
    'Des colis de Cainiao entrent déjà en Europe par Liège ; le hub ajoute du volume et des vols entre l’Asie et Liège.',
    'colis Cainiao',
    'Cainiao hub volume unconfirmed',
  ],
  [
    'L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue.',
    'fret aérien révolution',
    'Partoune cargo future',
  ],
  [
    'Un gros investissement arrive à Liège, pour soutenir les petites entreprises qui exportent vers la Chine ou s’internationalisent ; aucun montant ni nombre d’emplois n’est cité.',
    'gros investissement',
    'Jack Ma investment export',
  ],
  [
    'À la question de savoir s’il faut s’attendre à beaucoup d’emplois, Jack Ma répond oui, sans nombre.',
    'beaucoup d’emplois',
    'yeah sure',
  ],
  [
    'Des étapes importantes ont été franchies ; l’entreprise devrait communiquer bientôt.',
    'étapes importantes',
    'Charles Michel important',
  ],
  [
    'Alibaba fait dépendre son annonce de la signature d’un mémorandum.',
    'annonce signature mémorandum',
    'Alibaba memorandum unconfirmed',
  ],
  [
    'C’est totalement faux : en Europe, un tel document lie par contrat, ce qui exclut cette pratique ; l’entreprise l’a très bien compris.',
    'totalement faux',
    'document contract Europe',
  ],
])('finds %j by %j and by %j', async (title, french, english) => {
  expect(await titlesOf(french)).toContain(title)
  expect(await titlesOf(english)).toContain(title)
})
