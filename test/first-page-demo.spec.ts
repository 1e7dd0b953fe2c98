/** The first page of the weeks of 2018, written out by hand from the case. */
import { figuresOf, linesOf, readFirstPage } from './first-page.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
/** Of another agency, and sees every deal masked. */
const masked = 'analyst@logistics.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
}, 60_000)
afterAll(() => ancrage.stop())

const read = (week: string, language: string, email = head) =>
  readFirstPage(ancrage, email, { week, language })

describe('the first page of 2018-W22', () => {
  it.each([
    [
      'FR',
      'Le dossier Cainiao Smart Logistics Network est passé au stade de l’engagement le 31 mai 2018. Selon L’Echo, le projet Alibaba créerait au moins 1 000 emplois à moyen terme.',
      [
        'Dossiers ouverts: 3 (comme la semaine précédente)',
        'Emplois évoqués: au moins 1 000 (selon la presse ; emplois directs, pour 1 dossier sur 3)',
        'Investissements indiqués: inconnu (aucun dossier ouvert n’indique de montant)',
        'Emplois réalisés: aucun (dans les dossiers ouverts et ceux gagnés cette semaine)',
      ],
      [
        'Alibaba (Lotus WAL-2018-0001): Selon L’Echo, le projet créerait au moins 1 000 emplois à moyen terme. La conduite du dossier est passée à Office of Prime Minister Charles Michel le 28 mai 2018. Information confirmée (The Prime Minister’s office) : Talks are under way. / Logistique · site candidat : North of Liège Airport (Grâce-Hollogne)',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Le dossier est passé au stade de l’engagement le 31 mai 2018. Un responsable l’a autorisé alors que des faits manquaient. Cainiao Smart Logistics Network et Liège Airport ont signé un partenariat le 31 mai 2018. Aucun nombre d’emplois n’est indiqué. / Logistique · site candidat : North of Liège Airport (Grâce-Hollogne)',
      ],
    ],
    [
      'NL',
      'Het dossier Cainiao Smart Logistics Network is op 31 mei 2018 overgegaan naar de toezeggingsfase. Volgens L’Echo zou het project Alibaba op middellange termijn minstens 1.000 banen opleveren.',
      [
        'Open dossiers: 3 (zoals de week ervoor)',
        'Vermelde banen: minstens 1.000 (volgens de pers; directe banen, voor 1 van 3 dossiers)',
        'Vermelde investeringen: onbekend (geen enkel open dossier vermeldt een bedrag)',
        'Gerealiseerde banen: geen (in de open dossiers en die van deze week gewonnen)',
      ],
      [
        'Alibaba (Lotus WAL-2018-0001): Volgens L’Echo zou het project op middellange termijn minstens 1.000 banen opleveren. Office of Prime Minister Charles Michel heeft op 28 mei 2018 de leiding overgenomen. Bevestigde informatie (The Prime Minister’s office): Talks are under way. / Logistiek · mogelijk terrein: North of Liège Airport (Grâce-Hollogne)',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Het dossier is op 31 mei 2018 overgegaan naar de toezeggingsfase. Een leidinggevende stond dat toe hoewel er gegevens ontbraken. Cainiao Smart Logistics Network en Liège Airport hebben op 31 mei 2018 een partnerschap ondertekend. Er is geen aantal banen vermeld. / Logistiek · mogelijk terrein: North of Liège Airport (Grâce-Hollogne)',
      ],
    ],
    [
      'DE',
      'Das Dossier Cainiao Smart Logistics Network ist am 31. Mai 2018 in die Zusagephase übergegangen. Laut L’Echo soll das Projekt Alibaba mittelfristig mindestens 1.000 Arbeitsplätze schaffen.',
      [
        'Offene Dossiers: 3 (wie in der Woche davor)',
        'Genannte Arbeitsplätze: mindestens 1.000 (laut Presse; direkte Arbeitsplätze, für 1 von 3 Dossiers)',
        'Genannte Investitionen: unbekannt (kein offenes Dossier nennt einen Betrag)',
        'Geschaffene Arbeitsplätze: keine (in den offenen und den diese Woche gewonnenen Dossiers)',
      ],
      [
        'Alibaba (Lotus WAL-2018-0001): Laut L’Echo soll das Projekt mittelfristig mindestens 1.000 Arbeitsplätze schaffen. Office of Prime Minister Charles Michel hat am 28. Mai 2018 die Federführung übernommen. Bestätigte Information (The Prime Minister’s office): Talks are under way. / Logistik · möglicher Standort: North of Liège Airport (Grâce-Hollogne)',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Das Dossier ist am 31. Mai 2018 in die Zusagephase übergegangen. Eine Leitung hat das zugelassen, obwohl Angaben fehlten. Cainiao Smart Logistics Network und Liège Airport haben am 31. Mai 2018 eine Partnerschaft unterzeichnet. Eine Zahl von Arbeitsplätzen ist nicht genannt. / Logistik · möglicher Standort: North of Liège Airport (Grâce-Hollogne)',
      ],
    ],
    [
      'EN',
      'The Cainiao Smart Logistics Network deal moved forward to the commitment stage on 31 May 2018. According to L’Echo, the Alibaba project would create at least 1,000 jobs in the medium term.',
      [
        'Open deals: 3 (as in the week before)',
        'Jobs reported: at least 1,000 (according to the press; direct jobs, for 1 deal of 3)',
        'Investment stated: unknown (no open deal states an amount)',
        'Jobs realised: none (in the open deals and those won this week)',
      ],
      [
        'Alibaba (Lotus WAL-2018-0001): According to L’Echo, the project would create at least 1,000 jobs in the medium term. Office of Prime Minister Charles Michel took over the lead on 28 May 2018. Confirmed information (The Prime Minister’s office): Talks are under way. / Logistics · candidate site: North of Liège Airport (Grâce-Hollogne)',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): The deal moved forward to the commitment stage on 31 May 2018. A head of agency allowed it although facts were missing. Cainiao Smart Logistics Network and Liège Airport signed a partnership on 31 May 2018. No number of jobs has been stated. / Logistics · candidate site: North of Liège Airport (Grâce-Hollogne)',
      ],
    ],
  ])('says in %s what happened, how many jobs and how sure', async (language, headline, figures, moved) => {
    const page = await read('2018-W22', language)
    expect(page.headline).toBe(headline)
    expect(page.notice).toBeNull()
    expect(figuresOf(page)).toEqual(figures)
    expect(linesOf(page.moved)).toEqual(moved)
  })

  it('calls no job announced, and no rumour a fact', async () => {
    const page = JSON.stringify(await read('2018-W22', 'FR'))
    expect(page).not.toMatch(/annonc/i)
    expect(page).not.toContain('advanced stage')
  })

  it('gives each deal that needs attention a reason of its own', async () => {
    const { attention, coming } = await read('2018-W22', 'FR')
    expect(linesOf(attention)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): Aucune réunion n’a été tenue depuis 85 jours.',
      'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Pour passer à l’étape suivante, il manque un premier contact, les lieux concurrents, une réunion avec un décideur et quatre autres éléments.',
      'Thunder Power (Volt WAL-2018-0003): Aucune réunion n’a encore été tenue.',
    ])
    expect([coming.items, coming.note]).toEqual([
      [],
      'Aucune décision, réunion ou échéance n’est attendue dans les quatre semaines.',
    ])
  })
})

describe('the first page of 2018-W27', () => {
  it('names the meetings, the partnership of a prospect, and both sides of a dispute once', async () => {
    const page = await read('2018-W27', 'FR')
    expect(page.headline).toBe(
      'Deux réunions ont été tenues pour le dossier Alibaba. Aucun dossier n’a changé d’étape.',
    )
    expect(linesOf(page.moved)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): Deux réunions ont été tenues : The Lambermont meeting (3 juillet 2018) et Royal lunch (3 juillet 2018). Information confirmée (Jack Ma) : A big investment in Liège is coming, to support smaller firms that export to China; no amount and no number of jobs were given. Information confirmée (Charles Michel) : Important steps have been taken; the company should communicate soon. Selon L’Echo, le projet créerait au moins 1 000 emplois à moyen terme. / Logistique · site candidat : North of Liège Airport (Grâce-Hollogne)',
      'Alibaba et Bolloré: Alibaba et Bolloré ont signé un partenariat le 2 juillet 2018.',
      'Belgium and Alibaba on e-commerce (eWTP): Deux versions s’opposent. Selon une source non nommée : « Alibaba makes its announcement depend on a signed memorandum. » Selon The Prime Minister’s office : « That the announcement depends on a memorandum is entirely untrue. »',
    ])
  })

  it('names in W26 the meetings that were to come', async () => {
    const { coming } = await read('2018-W26', 'EN')
    expect(linesOf(coming)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): A meeting is planned on 3 July 2018: The Lambermont meeting (Lambermont, Brussels).',
      'Alibaba (Lotus WAL-2018-0001): A meeting is planned on 3 July 2018 at 12:00: Royal lunch.',
    ])
  })
})

describe('the first page of 2018-W10', () => {
  it('says that Thunder Power negotiates, and that no number of jobs is known', async () => {
    const page = await read('2018-W10', 'EN')
    expect(page.headline).toBe(
      'The Thunder Power deal moved forward to the negotiation stage on 5 March 2018. One meeting was held about the Alibaba deal.',
    )
    expect(figuresOf(page)[1]).toBe('Jobs projected: unknown (no open deal states a number)')
    expect(linesOf(page.moved)).toEqual([
      'Thunder Power (Volt WAL-2018-0003): The deal moved forward to the negotiation stage on 5 March 2018. A head of agency allowed it although facts were missing. No number of jobs has been stated. / Manufacturing · candidate site: Former Caterpillar site (Charleroi)',
      'Alibaba (Lotus WAL-2018-0001): One meeting was held: The Namur meeting (early March 2018). No number of jobs has been stated. / Logistics · candidate site: North of Liège Airport (Grâce-Hollogne)',
    ])
  })
})

describe('the first page of a week without news', () => {
  it.each([
    ['FR', 'Rien n’a changé cette semaine : trois dossiers restent ouverts.'],
    ['NL', 'Deze week is er niets veranderd: drie dossiers blijven open.'],
    ['DE', 'Diese Woche hat sich nichts geändert: drei Dossiers bleiben offen.'],
    ['EN', 'Nothing changed this week: three deals remain open.'],
  ])('is one sentence in %s', async (language, headline) => {
    const page = await read('2018-W40', language)
    expect(page.headline).toBe(headline)
    expect([page.moved, page.coming].map(({ items, note }) => [items, note])).toEqual([
      [[], null],
      [[], null],
    ])
  })
})

describe('the first page of a reader who sees the deals masked', () => {
  it('has code names, no source, no place, and says "that you may see" instead of "none"', async () => {
    const page = await read('2018-W22', 'EN', masked)
    expect(page.headline).toBe(
      'The Plume deal moved forward to the commitment stage on 31 May 2018. According to reports, the Lotus project would create at least 1,000 jobs in the medium term.',
    )
    expect(linesOf(page.moved)).toEqual([
      'Lotus (Lotus WAL-2018-0001): According to reports, the project would create at least 1,000 jobs in the medium term. / Logistics',
      'Plume (Plume WAL-2018-0002): The deal moved forward to the commitment stage on 31 May 2018. A head of agency allowed it although facts were missing. No number of jobs has been stated. / Logistics',
    ])
    expect([page.coming.note, page.attention.note]).toEqual([
      'No decision, meeting or deadline that you may see is expected in the next four weeks.',
      'No deal that you may see in full needs particular attention.',
    ])
    expect(JSON.stringify(page)).not.toMatch(/Alibaba|Cainiao|Echo|Liège|partnership/)
    expect((await read('2018-W27', 'FR', masked)).headline).toBe(
      'Rien n’a changé cette semaine dans ce que vous pouvez voir : trois dossiers restent ouverts.',
    )
  })
})

it('is in the read log of the RESTRICTED deal that it names, in full or masked', async () => {
  for (const email of ['head@liege-airport.example', 'cabinet@jeholet.example'])
    await readFirstPage(ancrage, email, { week: '2018-W22', language: 'FR' })
  const { rows } = await ancrage.owner.query<{ email: string; way: string }>(
    `select u.email, r.way from deal_read r join "user" u on u.id = r.user_id join deal d on d.id = r.deal_id
      where d.reference = 'WAL-2018-0001' and u.email = any($1) order by u.email`,
    [['head@liege-airport.example', 'cabinet@jeholet.example']],
  )
  expect(rows).toEqual([
    { email: 'cabinet@jeholet.example', way: 'GRAPHQL' },
    { email: 'head@liege-airport.example', way: 'GRAPHQL' },
  ])
})
