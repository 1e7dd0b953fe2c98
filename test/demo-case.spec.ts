/** Each row of the demo case through the API, written by hand from the case: what was reported, and what is assumed. */
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
}, 60_000)
afterAll(() => ancrage.stop())

const list = async (selection: string, email = head) => {
  const [name] = /^\w+/.exec(selection)!
  return (await ancrage.run(email, `{ ${selection} }`))[name].nodes as any[]
}
const by = (key: string, rows: any[]) =>
  Object.fromEntries(rows.map(({ [key]: name, ...row }) => [name, row]))
const deal = async (reference: string, selection: string) =>
  (await ancrage.run(head, `{ deal(reference: "${reference}") { ${selection} } }`)).deal

it('has the five agencies, by their official French names', async () => {
  expect(by('code', await list('agencies { nodes { code name kind } }'))).toEqual({
    awex: {
      name: 'Agence wallonne à l’exportation et aux investissements étrangers (Awex)',
      kind: 'REGIONAL_AGENCY',
    },
    'cabinet-jeholet': {
      name: 'Cabinet de Pierre-Yves Jeholet (MR), ministre wallon de l’Économie',
      kind: 'MINISTER_CABINET',
    },
    'cabinet-michel': { name: 'Cabinet du Premier ministre Charles Michel', kind: 'FEDERAL_OFFICE' },
    'logistics-in-wallonia': { name: 'Logistics in Wallonia', kind: 'CLUSTER' },
    'liege-airport': { name: 'Liège Airport', kind: 'INFRASTRUCTURE_OPERATOR' },
  })
})

it.each([
  ['head@awex.example', 'HEAD', 'awex', 'SECRET', 'EN'],
  ['officer@awex.example', 'OFFICER', 'awex', 'RESTRICTED', 'FR'],
  ['analyst@awex.example', 'ANALYST', 'awex', 'INTERNAL', 'EN'],
  ['admin@awex.example', 'ADMIN', 'awex', 'INTERNAL', 'EN'],
  ['cabinet@jeholet.example', 'CABINET', 'cabinet-jeholet', 'RESTRICTED', 'FR'],
  ['head@michel.example', 'HEAD', 'cabinet-michel', 'SECRET', 'FR'],
  ['head@liege-airport.example', 'HEAD', 'liege-airport', 'SECRET', 'FR'],
  ['officer@liege-airport.example', 'OFFICER', 'liege-airport', 'RESTRICTED', 'FR'],
  ['analyst@logistics.example', 'ANALYST', 'logistics-in-wallonia', 'OPEN', 'NL'],
  ['operator@ancrage.example', 'OPERATOR', 'awex', 'OPEN', 'EN'],
])('has the user %s', async (email, role, agency, clearance, language) => {
  expect(
    (await ancrage.run(email, '{ viewer { role agency { code } clearance language } }')).viewer,
  ).toMatchObject({ role, agency: { code: agency }, clearance, language })
})

it('has the five prospects, and the share of Alibaba in Cainiao', async () => {
  const rows = await list(
    'prospects { nodes { name country sector headcount revenue { amount currency } stakesHeld { nodes { percent held { name } } } } }',
  )
  const unknown = { headcount: null, revenue: null, stakesHeld: { nodes: [] } }
  expect(by('name', rows)).toEqual({
    Alibaba: {
      country: 'CN',
      sector: '47',
      headcount: 60_000,
      revenue: { amount: '12800000000.00', currency: 'USD' },
      stakesHeld: { nodes: [{ percent: '51.00', held: { name: 'Cainiao Smart Logistics Network' } }] },
    },
    'Cainiao Smart Logistics Network': { country: 'CN', sector: '52', ...unknown },
    'Thunder Power': { country: 'CN', sector: '29', ...unknown },
    Zalando: { country: 'DE', sector: '47', ...unknown },
    Bolloré: { country: 'FR', sector: '52', ...unknown },
  })
})

it('has the five people, all of them public figures', async () => {
  const rows = await list(
    'contacts { nodes { name jobTitle publicFigure decisionMaker employments { nodes { prospect { name } agency { code } } } } }',
  )
  const person = (jobTitle: string, prospect: string | null, agency: string | null) => ({
    jobTitle,
    publicFigure: true,
    decisionMaker: prospect !== null,
    employments: {
      nodes: [{ prospect: prospect && { name: prospect }, agency: agency && { code: agency } }],
    },
  })
  expect(by('name', rows)).toEqual({
    'Jack Ma': person('Dirigeant d’Alibaba', 'Alibaba', null),
    'Charles Michel': person('Premier ministre', null, 'cabinet-michel'),
    'Pierre-Yves Jeholet': person('Ministre wallon de l’Économie (MR)', null, 'cabinet-jeholet'),
    'Luc Partoune': person('Président de Liège Airport', null, 'liege-airport'),
    'Philippe, roi des Belges': {
      jobTitle: null,
      publicFigure: true,
      decisionMaker: false,
      employments: { nodes: [] },
    },
  })
})

it('has the two sites, without an area or a municipality that the articles do not state', async () => {
  expect(by('name', await list('sites { nodes { name kind municipality nuts3 area { low } } }'))).toEqual({
    'Nord de Liège Airport': { kind: 'GREENFIELD', municipality: null, nuts3: 'BE332', area: null },
    'Ancien site de Caterpillar': {
      kind: 'BROWNFIELD',
      municipality: 'Charleroi',
      nuts3: 'BE32B',
      area: null,
    },
  })
})

describe('the deals', () => {
  it('have their code name, title, confidentiality, stage and team', async () => {
    const rows = await list(
      'deals { nodes { reference codeName title confidentiality stage { code } leadAgency { code } team { agency { code } role until } } }',
    )
    const member = (code: string, role: string) => ({ agency: { code }, role, until: null })
    const deals = by('reference', rows)
    expect(deals).toEqual({
      'WAL-2018-0001': {
        codeName: 'Lotus',
        title:
          'Alibaba : centre européen de distribution et de logistique sur plusieurs hectares au nord de Liège Airport',
        confidentiality: 'RESTRICTED',
        stage: { code: 'NEGOTIATION' },
        leadAgency: { code: 'cabinet-michel' },
        team: expect.any(Array),
      },
      'WAL-2018-0002': {
        codeName: 'Plume',
        title: 'Cainiao : hub de fret charter à Liège Airport',
        confidentiality: 'INTERNAL',
        stage: { code: 'COMMITTED' },
        leadAgency: { code: 'liege-airport' },
        team: expect.any(Array),
      },
      'WAL-2018-0003': {
        codeName: 'Volt',
        title:
          'Thunder Power : chaîne de production de voitures électriques sur l’ancien site de Caterpillar, à Charleroi',
        confidentiality: 'INTERNAL',
        stage: { code: 'NEGOTIATION' },
        leadAgency: { code: 'awex' },
        team: [member('awex', 'LEAD')],
      },
      'WAL-2018-0004': {
        codeName: 'Angela',
        title: 'Zalando : centre logistique',
        confidentiality: 'OPEN',
        stage: { code: 'LOST' },
        leadAgency: { code: 'awex' },
        team: [member('awex', 'LEAD')],
      },
    })
    const present = (reference: string) =>
      deals[reference].team
        .filter(({ until }: any) => until === null)
        .map(({ agency, role }: any) => `${agency.code} ${role}`)
        .sort()
    expect(present('WAL-2018-0001')).toEqual([
      'awex SUPPORT',
      'cabinet-jeholet SUPPORT',
      'cabinet-michel LEAD',
      'liege-airport SUPPORT',
      'logistics-in-wallonia INFORMED',
    ])
    expect(present('WAL-2018-0002')).toEqual(['awex INFORMED', 'liege-airport LEAD'])
  })

  it('say in their description what the articles say, and what is assumed', async () => {
    const description = async (reference: string) => (await deal(reference, 'description')).description
    const alibaba = await description('WAL-2018-0001')
    for (const fact of [
      'dure depuis plus d’un an',
      'l’américain Amazon',
      'une centaine de villes du monde au lieu de 30',
      'eWTP (Electronic World Trade Platform) est une initiative privée',
      'la Belgique a été invitée à y adhérer',
      'le troisième trimestre 2018 est supposé pour la démonstration',
      'Supposés pour la démonstration : le jour d’ouverture (8 janvier 2018)',
    ])
      expect(alibaba).toContain(fact)
    const cainiao = await description('WAL-2018-0002')
    expect(cainiao).toContain('de 30 à 100 villes dans six grands pays et régions en trois ans')
    expect(cainiao).toContain('Ses cinq hubs : Liège, Hangzhou, Kuala Lumpur, Moscou et Dubaï.')
    expect(await description('WAL-2018-0003')).toContain('La venue de l’entreprise est attendue.')
    expect(await description('WAL-2018-0004')).toContain('« Angela » est le nom que la presse a rapporté')
  })

  it('have their places: five candidates for Alibaba, Liège designated for Cainiao', async () => {
    const places = async (reference: string) =>
      (await deal(reference, 'locations { nodes { site { name } town country standing } }')).locations.nodes
        .map(({ site, town, country, standing }: any) => `${site?.name ?? `${town} ${country}`} ${standing}`)
        .sort()
    expect(await places('WAL-2018-0001')).toEqual([
      'Dubaï AE CANDIDATE',
      'Hangzhou CN CANDIDATE',
      'Kuala Lumpur MY CANDIDATE',
      'Moscou RU CANDIDATE',
      'Nord de Liège Airport CANDIDATE',
    ])
    expect(await places('WAL-2018-0002')).toEqual(['Liège BE CHOSEN'])
    expect(await places('WAL-2018-0003')).toEqual(['Ancien site de Caterpillar CANDIDATE'])
    expect(await places('WAL-2018-0004')).toEqual([])
  })

  it.each([
    ['WAL-2018-0001', ['2018-03-12 NEGOTIATION head@awex.example']],
    [
      'WAL-2018-0002',
      [
        '2018-02-01 NEGOTIATION head@liege-airport.example',
        '2018-05-31 COMMITTED head@liege-airport.example',
      ],
    ],
    ['WAL-2018-0003', ['2018-03-05 NEGOTIATION head@awex.example']],
    ['WAL-2018-0004', ['2018-03-30 LOST officer@awex.example']],
  ])('were moved, %s, with a reason that says what is assumed', async (reference, moves) => {
    const { transitions } = await deal(
      reference,
      'transitions(orderBy: [{ effectiveOn: ASC }]) { nodes { from { code } to { code } effectiveOn reason by { email } } }',
    )
    const rows = transitions.nodes.filter(({ from }: any) => from !== null)
    expect(
      rows.map(({ to, effectiveOn, by: user }: any) => `${effectiveOn} ${to.code} ${user.email}`),
    ).toEqual(moves)
    for (const { reason } of rows) expect(reason).toMatch(/supposée?s? pour la démonstration/i)
  })

  it('was handed over to the Prime Minister on 28 May, and a decision is assumed for the third quarter', async () => {
    expect(
      await deal(
        'WAL-2018-0001',
        'handovers { nodes { on from { code } to { code } reason } } expectedDecision { from to precision }',
      ),
    ).toEqual({
      handovers: {
        nodes: [
          {
            on: '2018-05-28',
            from: { code: 'awex' },
            to: { code: 'cabinet-michel' },
            reason:
              'Le dossier est entre les mains du Premier ministre ; le jour est supposé pour la démonstration.',
          },
        ],
      },
      expectedDecision: { from: '2018-07-01', to: '2018-09-30', precision: 'QUARTER' },
    })
  })

  it('was lost to the Netherlands, without a stated reason', async () => {
    expect(
      await deal(
        'WAL-2018-0004',
        'lossReasons { code wording source { name } } lossDestination { country town }',
      ),
    ).toEqual({
      lossReasons: [
        {
          code: 'OTHER',
          wording: 'Aucune raison n’est indiquée dans ces articles.',
          source: { name: 'L’Echo' },
        },
      ],
      lossDestination: { country: 'NL', town: null },
    })
  })

  it('has the two numbers of jobs in the words of L’Echo; the other deals have none', async () => {
    const source = { kind: 'PRESS', name: 'L’Echo', publishedOn: '2018-05-31' }
    const reported = { standing: 'REPORTED', statedOn: '2018-05-31', wordingLanguage: 'FR', source }
    const fields =
      'jobProjections { nodes { horizon low high standing statedOn wording wordingLanguage source { kind name publishedOn } } }'
    expect(by('horizon', (await deal('WAL-2018-0001', fields)).jobProjections.nodes)).toEqual({
      INITIAL: { ...reported, low: 200, high: 999, wording: 'plusieurs centaines d’emplois' },
      MEDIUM_TERM: { ...reported, low: 1000, high: null, wording: 'plus d’un millier à moyen terme' },
    })
    for (const reference of ['WAL-2018-0002', 'WAL-2018-0003', 'WAL-2018-0004'])
      expect((await deal(reference, fields)).jobProjections.nodes).toEqual([])
  })
})

it('has the meetings, of some of them only the day before which they were held', async () => {
  const rows = await list(
    'meetings { nodes { title status when { from to precision } startsAt place hostAgency { code } topics deals { codeName } participants { contact { name } description } } }',
  )
  const contact = (name: string) => ({ contact: { name }, description: null })
  const unnamed = (description: string) => ({ contact: null, description })
  const day = { from: '2018-07-03', to: '2018-07-03', precision: 'DAY' }
  const held = { status: 'HELD', deals: [{ codeName: 'Lotus' }], startsAt: null, topics: [] }
  const meetings = by('title', rows)
  for (const meeting of Object.values<any>(meetings))
    meeting.participants.sort((a: any, b: any) =>
      String(a.contact?.name ?? a.description).localeCompare(String(b.contact?.name ?? b.description)),
    )
  expect(meetings).toEqual({
    'Réunion de Namur': {
      ...held,
      when: { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' },
      place: 'Namur',
      hostAgency: { code: 'cabinet-jeholet' },
      participants: [
        unnamed('le cabinet (personne n’est nommé)'),
        unnamed('plusieurs dirigeants d’Alibaba (non nommés)'),
      ],
    },
    'Rencontres antérieures du Premier ministre': {
      ...held,
      when: { from: '1900-01-01', to: '2018-05-30', precision: 'BEFORE' },
      place: null,
      hostAgency: null,
      topics: ['plusieurs rencontres, aux jours non indiqués'],
      participants: [contact('Charles Michel'), contact('Jack Ma')],
    },
    'Rencontres antérieures du roi': {
      ...held,
      when: { from: '1900-01-01', to: '2018-06-30', precision: 'BEFORE' },
      place: 'Chine, Davos, Laeken',
      hostAgency: null,
      topics: ['visite d’État en Chine, Davos et Laeken, ces dernières années, aux jours non indiqués'],
      participants: [contact('Jack Ma'), contact('Philippe, roi des Belges')],
    },
    'Rencontre du Lambermont': {
      ...held,
      when: day,
      place: 'Lambermont',
      hostAgency: { code: 'cabinet-michel' },
      topics: ['e-commerce mondial et entraves commerciales'],
      participants: [contact('Charles Michel'), contact('Jack Ma')],
    },
    'Déjeuner royal': {
      ...held,
      when: day,
      startsAt: '2018-07-03T10:00:00.000Z',
      place: null,
      hostAgency: null,
      topics: ['opportunités offertes par le pays', 'intelligence artificielle'],
      participants: [contact('Jack Ma'), contact('Philippe, roi des Belges')],
    },
  })
})

it('counts the Namur meeting once over the month', async () => {
  const { meetings } = await ancrage.run(
    head,
    '{ meetings(where: { when: { overlaps: { from: "2018-03-01", until: "2018-03-31" } } }) { totalCount } }',
  )
  expect(meetings.totalCount).toBe(1)
})

it('has the three agreements with their parties', async () => {
  const rows = await list(
    'agreements { nodes { title kind standing signedOn announcedOn place deals { nodes { codeName } } parties { prospect { name } agency { code } name } } }',
  )
  const agreements = by('title', rows)
  for (const agreement of Object.values<any>(agreements))
    agreement.parties = agreement.parties
      .map(({ prospect, agency, name }: any) => prospect?.name ?? agency?.code ?? name)
      .sort()
  expect(agreements).toEqual({
    'Partenariat entre Liège Airport et Cainiao': {
      kind: 'PARTNERSHIP',
      standing: 'SIGNED',
      signedOn: '2018-05-31',
      announcedOn: null,
      place: 'Chine',
      deals: { nodes: [{ codeName: 'Plume' }] },
      parties: ['Cainiao Smart Logistics Network', 'liege-airport'],
    },
    'Partenariat entre Alibaba et Bolloré': {
      kind: 'PARTNERSHIP',
      standing: 'ANNOUNCED',
      signedOn: null,
      announcedOn: '2018-07-02',
      place: null,
      deals: { nodes: [] },
      parties: ['Alibaba', 'Bolloré'],
    },
    'Mémorandum entre la Belgique et Alibaba sur l’e-commerce (eWTP, Electronic World Trade Platform)': {
      kind: 'MOU',
      standing: 'DISCUSSED',
      signedOn: null,
      announcedOn: null,
      place: null,
      deals: { nodes: [{ codeName: 'Lotus' }] },
      parties: ['Alibaba', 'cabinet-michel'],
    },
  })
})

describe('the claims', () => {
  const inJuly = [
    'Jack Ma',
    'Charles Michel',
    'une source non nommée',
    'un communiqué du cabinet du Premier ministre',
  ]
  it.each([
    ['Rien n’est encore signé.', 'Lotus', 'CONFIRMED', 'B2', 'PRESS', 'L’Echo'],
    [
      'Des discussions sont en cours.',
      ...['Lotus', 'CONFIRMED', 'B2', 'PUBLIC_AUTHORITY', 'le cabinet du Premier ministre'],
    ],
    [
      'Les discussions sont à un stade avancé.',
      ...['Lotus', 'UNCONFIRMED', 'C3', 'UNNAMED', 'plusieurs sources non nommées'],
    ],
    [
      'Le cabinet se refuse à tout commentaire.',
      ...['Lotus', 'CONFIRMED', 'A1', 'PUBLIC_AUTHORITY', 'le cabinet Jeholet'],
    ],
    [
      'Liège devient rapidement le centre névralgique de la logistique d’Alibaba en Europe.',
      ...['Plume', 'UNCONFIRMED', 'B3', 'PRESS', 'L’Echo'],
    ],
    [
      'Des colis de Cainiao entrent déjà en Europe par Liège ; le hub ajoute du volume et des vols entre l’Asie et Liège.',
      ...['Plume', 'UNCONFIRMED', 'B2', 'PRESS', 'L’Echo'],
    ],
    [
      'L’e-commerce va révolutionner le fret aérien ; Liège Airport entend être l’aéroport cargo du futur et le partenariat y contribue.',
      ...['Plume', 'CONFIRMED', 'A3', 'PARTNER', 'Luc Partoune, président de Liège Airport'],
    ],
    [
      'Un gros investissement arrive à Liège, pour soutenir les petites entreprises qui exportent vers la Chine ou s’internationalisent ; aucun montant ni nombre d’emplois n’est cité.',
      ...['Lotus', 'CONFIRMED', 'A2', 'COMPANY', 'Jack Ma'],
    ],
    [
      'À la question de savoir s’il faut s’attendre à beaucoup d’emplois, Jack Ma répond oui, sans nombre.',
      ...['Lotus', 'UNCONFIRMED', 'A4', 'COMPANY', 'Jack Ma'],
    ],
    [
      'Des étapes importantes ont été franchies ; l’entreprise devrait communiquer bientôt.',
      ...['Lotus', 'CONFIRMED', 'A2', 'PUBLIC_AUTHORITY', 'Charles Michel'],
    ],
    [
      'Alibaba fait dépendre son annonce de la signature d’un mémorandum.',
      ...['eWTP', 'UNCONFIRMED', 'D4', 'UNNAMED', 'une source non nommée'],
    ],
    [
      'C’est totalement faux : en Europe, un tel document lie par contrat, ce qui exclut cette pratique ; l’entreprise l’a très bien compris.',
      ...['eWTP', 'UNCONFIRMED', 'B3', 'PUBLIC_AUTHORITY'],
      'un communiqué du cabinet du Premier ministre',
    ],
  ])('have %j', async (statement, about, standing, grade, kind, name) => {
    const claims = await list(
      'claims { nodes { statement standing statedOn grade { text } source { kind name medium publishedOn } deal { codeName } agreement { title } } }',
    )
    expect(claims).toHaveLength(12)
    const claim = by('statement', claims)[statement]
    const day = inJuly.includes(name) ? '2018-07-03' : '2018-05-31'
    expect(claim).toMatchObject({
      ...{ standing, statedOn: day, grade: { text: grade } },
      // the day of the issue of July is not known
      source: { kind, name, medium: 'L’Echo', publishedOn: day === '2018-07-03' ? null : day },
    })
    expect(claim.deal?.codeName ?? claim.agreement.title).toContain(about)
  })

  it('have the answer of Jack Ma in English, and the denial disputes the rumour', async () => {
    const claims = await list(
      'claims { nodes { statement wording wordingLanguage disputes { statement } } }',
      'head@michel.example',
    )
    expect(claims.filter(({ wording }) => wording !== null)).toMatchObject([
      { wording: 'Yeah, sure', wordingLanguage: 'EN' },
    ])
    expect(claims.filter(({ disputes }) => disputes !== null)).toMatchObject([
      {
        statement: expect.stringMatching(/^C’est totalement faux/),
        disputes: { statement: 'Alibaba fait dépendre son annonce de la signature d’un mémorandum.' },
      },
    ])
  })
})

it('names a newspaper that states something itself once', async () => {
  const { deal: read } = await ancrage.run(
    head,
    '{ deal(reference: "WAL-2018-0002") { timeline(where: { kind: { eq: CLAIMED } }) { nodes { text } } } }',
  )
  const texts = read.timeline.nodes.map(({ text }: { text: string }) => text)
  expect(texts.filter((text: string) => text.includes('L’Echo'))).toHaveLength(3)
  expect(texts.join('\n')).not.toMatch(/L’Echo, L’Echo/)
})
