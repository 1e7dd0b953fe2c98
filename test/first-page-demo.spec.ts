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
        'Alibaba (Lotus WAL-2018-0001): Selon L’Echo, le projet créerait au moins 1 000 emplois à moyen terme. Cabinet du Premier ministre Charles Michel a repris la conduite du dossier le 28 mai 2018. Information confirmée (L’Echo) : Rien n’est encore signé. Information confirmée (le cabinet du Premier ministre, dans L’Echo) : Des discussions sont en cours. / Logistique · site candidat : Nord de Liège Airport',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Le dossier est passé au stade de l’engagement le 31 mai 2018. Un responsable l’a autorisé alors que des faits manquaient. Cainiao Smart Logistics Network et Liège Airport ont signé un partenariat le 31 mai 2018. Information confirmée (Luc Partoune, président de Liège Airport, dans L’Echo) : L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue. Aucun nombre d’emplois n’est indiqué. / Logistique · lieu choisi : Liège (Belgique)',
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
        'Alibaba (Lotus WAL-2018-0001): Volgens L’Echo zou het project op middellange termijn minstens 1.000 banen opleveren. Cabinet du Premier ministre Charles Michel heeft op 28 mei 2018 de leiding overgenomen. Bevestigde informatie (L’Echo): Rien n’est encore signé. Bevestigde informatie (le cabinet du Premier ministre, in L’Echo): Des discussions sont en cours. / Logistiek · mogelijk terrein: Nord de Liège Airport',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Het dossier is op 31 mei 2018 overgegaan naar de toezeggingsfase. Een leidinggevende stond dat toe hoewel er gegevens ontbraken. Cainiao Smart Logistics Network en Liège Airport hebben op 31 mei 2018 een partnerschap ondertekend. Bevestigde informatie (Luc Partoune, président de Liège Airport, in L’Echo): L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue. Er is geen aantal banen vermeld. / Logistiek · gekozen plaats: Liège (België)',
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
        'Alibaba (Lotus WAL-2018-0001): Laut L’Echo soll das Projekt mittelfristig mindestens 1.000 Arbeitsplätze schaffen. Cabinet du Premier ministre Charles Michel hat am 28. Mai 2018 die Federführung übernommen. Bestätigte Information (L’Echo): Rien n’est encore signé. Bestätigte Information (le cabinet du Premier ministre, in L’Echo): Des discussions sont en cours. / Logistik · möglicher Standort: Nord de Liège Airport',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Das Dossier ist am 31. Mai 2018 in die Zusagephase übergegangen. Die Leitung einer Agentur hat das zugelassen, obwohl Angaben fehlten. Cainiao Smart Logistics Network und Liège Airport haben am 31. Mai 2018 eine Partnerschaft unterzeichnet. Bestätigte Information (Luc Partoune, président de Liège Airport, in L’Echo): L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue. Eine Zahl von Arbeitsplätzen ist nicht genannt. / Logistik · gewählter Ort: Liège (Belgien)',
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
        'Alibaba (Lotus WAL-2018-0001): According to L’Echo, the project would create at least 1,000 jobs in the medium term. Cabinet du Premier ministre Charles Michel took over the lead on 28 May 2018. Confirmed information (L’Echo): Rien n’est encore signé. Confirmed information (le cabinet du Premier ministre, in L’Echo): Des discussions sont en cours. / Logistics · candidate site: Nord de Liège Airport',
        'Cainiao Smart Logistics Network (Plume WAL-2018-0002): The deal moved forward to the commitment stage on 31 May 2018. A head of agency allowed it although facts were missing. Cainiao Smart Logistics Network and Liège Airport signed a partnership on 31 May 2018. Confirmed information (Luc Partoune, président de Liège Airport, in L’Echo): L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue. No number of jobs has been stated. / Logistics · chosen place: Liège (Belgium)',
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
    expect(page).not.toContain('stade avancé')
  })

  it('gives each deal that needs attention a reason of its own', async () => {
    const { attention, coming } = await read('2018-W22', 'FR')
    expect(linesOf(attention)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): Aucune réunion n’a eu lieu depuis 85 jours.',
      'Cainiao Smart Logistics Network (Plume WAL-2018-0002): Pour passer à l’étape suivante, il manque un premier contact, un de nos sites, une réunion avec un décideur et quatre autres éléments.',
      'Thunder Power (Volt WAL-2018-0003): Aucune réunion n’a encore eu lieu.',
    ])
    expect(linesOf(coming)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): La décision de l’entreprise est attendue au 3e trimestre 2018.',
    ])
  })
})

describe('the first page of 2018-W27', () => {
  it('names the meetings, the partnership of a prospect, and both sides of a dispute once', async () => {
    const page = await read('2018-W27', 'FR')
    expect(page.headline).toBe(
      'Deux réunions ont eu lieu pour le dossier Alibaba. Aucun dossier n’a changé d’étape.',
    )
    expect(linesOf(page.moved)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): Deux réunions ont eu lieu : Rencontre du Lambermont (3 juillet 2018) et Déjeuner royal (3 juillet 2018). Information confirmée (Jack Ma, dans L’Echo) : Un gros investissement arrive à Liège, pour soutenir les petites entreprises qui exportent vers la Chine ou s’internationalisent ; aucun montant ni nombre d’emplois n’est cité. Information confirmée (Charles Michel, dans L’Echo) : Des étapes importantes ont été franchies ; l’entreprise devrait communiquer bientôt. Selon L’Echo, le projet créerait au moins 1 000 emplois à moyen terme. / Logistique · site candidat : Nord de Liège Airport',
      'Alibaba et Bolloré: Alibaba et Bolloré ont annoncé un partenariat le 2 juillet 2018 ; aucune signature n’est connue.',
      'Mémorandum entre la Belgique et Alibaba sur l’e-commerce (eWTP, Electronic World Trade Platform): Deux versions s’opposent. Selon une source non nommée, dans L’Echo : « Alibaba fait dépendre son annonce de la signature d’un mémorandum. » Selon un communiqué du cabinet du Premier ministre, dans L’Echo : « C’est totalement faux : en Europe, un tel document lie par contrat, ce qui exclut cette pratique ; l’entreprise l’a très bien compris. »',
    ])
  })

  it('names in W26 the meetings that were to come', async () => {
    const { coming } = await read('2018-W26', 'EN')
    expect(linesOf(coming)).toEqual([
      'Alibaba (Lotus WAL-2018-0001): A meeting is planned on 3 July 2018: Rencontre du Lambermont (Lambermont).',
      'Alibaba (Lotus WAL-2018-0001): A meeting is planned on 3 July 2018 at 12:00: Déjeuner royal.',
      'Alibaba (Lotus WAL-2018-0001): The company’s decision is expected in Q3 2018.',
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
      'Thunder Power (Volt WAL-2018-0003): The deal moved forward to the negotiation stage on 5 March 2018. A head of agency allowed it although facts were missing. No number of jobs has been stated. / Manufacturing · candidate site: Ancien site de Caterpillar (Charleroi)',
      'Alibaba (Lotus WAL-2018-0001): One meeting was held: Réunion de Namur (early March 2018). No number of jobs has been stated. / Logistics · candidate site: Nord de Liège Airport',
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
    expect(linesOf(page.coming)).toEqual([
      'Lotus (Lotus WAL-2018-0001): The company’s decision is expected in Q3 2018.',
    ])
    expect(page.attention.note).toBe('No deal that you may see in full needs particular attention.')
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
