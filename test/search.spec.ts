/** The search over all texts that a viewer can read: tolerant of spelling, and never by hidden texts. */
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
})
afterAll(() => ancrage.stop())

const search = async (email: string, text: string, selection = 'kind id title field score', first = 20) =>
  (
    await ancrage.run(
      email,
      `query ($text: String!, $first: Int) { search(text: $text, first: $first) { ${selection} } }`,
      { text, first },
    )
  ).search as any[]
const titles = async (email: string, text: string) => (await search(email, text)).map(({ title }) => title)

async function write(email: string, verb: string, input: object, selection = 'id version') {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}
const createCompany = (names: object) => write(officer, 'createProspect', { country: 'BE', ...names })

describe('the search for a company', () => {
  beforeAll(async () => {
    await createCompany({
      name: 'Établissements Verhaegen & Fils S.A.',
      aliases: ['EVF Métal'],
      city: 'Ottignies',
    })
    await createCompany({ name: 'Königsberger Präzisionstechnik GmbH & Co. KG', legalName: 'KPT Holding AG' })
    await createCompany({ name: 'Bio Park Mondial', enterpriseNumber: 'BE 0403.170.701' })
    await createCompany({ name: '阿里巴巴集团', aliases: ["L'Atelier Œuvré"] })
    await createCompany({ name: 'Solvay', legalName: 'Solvay SA' })
  })

  it.each([
    // accents, case, signs
    ['etablissements verhaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['KÖNIGSBERGER', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['konigsberger prazisionstechnik', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['l’atelier oeuvre', '阿里巴巴集团'],
    ['evf-metal', 'Établissements Verhaegen & Fils S.A.'],
    // legal forms: different, none, in full, with dots
    ['Solvay NV', 'Solvay'],
    ['solvay s.p.r.l.', 'Solvay'],
    ['Société anonyme Solvay', 'Solvay'],
    ['Solvay Aktiengesellschaft', 'Solvay'],
    ['Verhaegen Fils Ltd', 'Établissements Verhaegen & Fils S.A.'],
    ['Königsberger Präzisionstechnik BV', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    // the order of words
    ['fils verhaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['mondial park bio', 'Bio Park Mondial'],
    // a letter omitted, inserted, replaced, swapped, doubled
    ['verhaegn', 'Établissements Verhaegen & Fils S.A.'],
    ['verhaeen', 'Établissements Verhaegen & Fils S.A.'],
    ['verhaaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['verhoegen', 'Établissements Verhaegen & Fils S.A.'],
    ['vehraegen', 'Établissements Verhaegen & Fils S.A.'],
    ['sollvay', 'Solvay'],
    ['solvai', 'Solvay'],
    ['konnigsberrger prezisionstechnik', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    // prefixes, joined and separate words
    ['verhae', 'Établissements Verhaegen & Fils S.A.'],
    ['biopark', 'Bio Park Mondial'],
    ['sol vay', 'Solvay'],
    // its other names, numbers and places
    ['kpt holding', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['0403.170.701', 'Bio Park Mondial'],
    ['verhaegen ottignies', 'Établissements Verhaegen & Fils S.A.'],
    ['阿里巴巴', '阿里巴巴集团'],
  ])('finds it by %p', async (text, title) => {
    expect((await titles(officer, text))[0]).toBe(title)
  })

  it.each(['verhaegen solvay', 'königsberger fabrik', 'xylophone', '0403.170.702'])(
    'does not find it by %p',
    async (text) => {
      expect(await titles(officer, text)).toEqual([])
    },
  )

  it('finds it by its legal form if the text has nothing else', async () => {
    expect(await titles(officer, 'gmbh')).toEqual(['Königsberger Präzisionstechnik GmbH & Co. KG'])
  })

  it('does not find it by a former name, but still finds it after it is archived', async () => {
    const { id } = await createCompany({ name: 'Tramontane Énergie' })
    await write(officer, 'updateProspect', { id, version: 1, name: 'Mistral Énergie' })
    expect(await titles(officer, 'tramontane')).toEqual([])
    await write(officer, 'archiveProspect', { id, version: 2 })
    expect(await titles(officer, 'mistral')).toEqual(['Mistral Énergie'])
  })
})

describe('hits', () => {
  it('are ranked: name, prefix, other texts, typo; short names first', async () => {
    await createCompany({ name: 'Zephyrine' })
    await createCompany({ name: 'Zephyrine Nord Logistique' })
    await createCompany({ name: 'Zephyrines du Sud' })
    await createCompany({ name: 'Au bord de l’eau', city: 'Zephyrine' })
    await createCompany({ name: 'Zephirane' })
    const hits = await search(officer, 'zephyrine')
    expect(hits.map(({ title }) => title)).toEqual([
      'Zephyrine',
      'Zephyrine Nord Logistique',
      'Zephyrines du Sud',
      'Au bord de l’eau',
      'Zephirane',
    ])
    const scores = hits.map(({ score }) => score as number)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect([scores[0], scores.every((score) => score > 0 && score <= 1)]).toEqual([1, true])
  })

  it('are limited to the best ones by `first`', async () => {
    const all = await search(head, 'alibaba')
    expect(all.length).toBeGreaterThan(2)
    expect(await search(head, 'alibaba', undefined, 2)).toEqual(all.slice(0, 2))
    expect(await search(head, 'alibaba', undefined, 0)).toEqual([])
  })

  it('are the best ones in order, of a few matches or of thousands', async () => {
    const insertProspects = (share: string, count: number) =>
      ancrage.owner.query(
        `insert into prospect (id, name, city, confidentiality, entered_by_id, created_at, updated_at)
         select gen_random_uuid(), ${share}, 'Pademelia', 'OPEN', (select min(id::text)::uuid from agency), now(), now()
           from generate_series(1, $1) n`,
        [count],
      )
    const names = {
      exact: [`'Quolleria' || case when n > 5 then ' ' || chr(96 + n % 26 + 1) || 'x' else '' end`, 30],
      many: [`'Nord Quolleria'`, 1100],
      longer: [`'Quolleria de la vallée de la ' || n`, 1100],
      beginning: [`'Quollerias'`, 60],
      typo: [`'Quoleriaz ' || n`, 210],
    } as const
    for (const [share, count] of Object.values(names)) await insertProspects(share, count)
    // the expected order: by fit, by share of the name, latest first
    const { rows } = await ancrage.owner.query(
      `select p.id, p.name, case when p.name ~* '\\mquolleria\\M' then 1 when p.name ~* '\\mquolleria' then 2 else 4 end as fit, e.size
         from prospect p join search_entry e on e.subject_id = p.id where p.name ~* 'quol+eria' and p.city = 'Pademelia'
        order by fit, e.size, p.id desc`,
    )
    const best = rows.map(({ id }) => id)
    const found = (first: number, text = 'quolleria') =>
      search(officer, text, 'id', first).then((all) => all.map(({ id }) => id))
    expect(best).toHaveLength(2500)
    expect(await found(5)).toEqual(best.slice(0, 5))
    expect(await found(100)).toEqual(best.slice(0, 100))
    // all have the same fit: the shortest names first, then the latest
    const bySize = rows.sort((a, b) => a.size - b.size || (a.id < b.id ? 1 : -1))
    const shortest = (having: (fit: number) => boolean) =>
      bySize.filter(({ fit }) => having(fit)).map(({ id }) => id)
    expect(await found(100, 'pademelia')).toEqual(shortest(() => true).slice(0, 100))
    expect(await found(100, 'quolleri')).toEqual(shortest((fit) => fit < 3).slice(0, 100))
  })

  it('show the text with the words marked', async () => {
    await createCompany({ name: 'Halles <b>Ourthe</b>', city: 'Comblain-au-Pont' })
    const [hit] = await search(officer, 'comblain ponton', 'kind title field highlight { text match }')
    expect(hit).toBeUndefined()
    const [found] = await search(officer, 'comblain pont', 'kind title field highlight { text match }')
    expect(found).toEqual({
      kind: 'PROSPECT',
      title: 'Halles <b>Ourthe</b>',
      field: 'city',
      highlight: [
        { text: 'Comblain', match: true },
        { text: '-', match: false },
        { text: 'au', match: false },
        { text: '-', match: false },
        { text: 'Pont', match: true },
      ],
    })
    const [typo] = await search(officer, 'ourhte', 'field highlight { text match }')
    expect(typo.highlight.filter(({ match }: { match: boolean }) => match)).toEqual([
      { text: 'Ourthe', match: true },
    ])
  })

  it('mark the words of the search, not words that begin with a short one', async () => {
    await createCompany({ name: 'Delvauxia Dentalis', city: 'De Zwaluwe' })
    const [found] = await search(officer, 'de zwaluwe', 'title field highlight { text match }')
    expect(found).toEqual({
      title: 'Delvauxia Dentalis',
      field: 'city',
      highlight: [
        { text: 'De', match: true },
        { text: ' ', match: false },
        { text: 'Zwaluwe', match: true },
      ],
    })
  })

  it('in a long text show the surroundings of the words', async () => {
    const words = (n: number, word: string) => Array.from({ length: n }, (_, i) => `${word}${i}`).join(' ')
    await dealClient(ancrage).open({
      confidentiality: 'OPEN',
      description: `${words(300, 'before')} Pangolinium ${words(300, 'after')}`,
    })
    const [hit] = await search(officer, 'pangolinium', 'field highlight { text match }')
    const texts = hit.highlight.map(({ text }: { text: string }) => text)
    expect([hit.field, texts[0], texts.at(-1), texts.includes('Pangolinium'), texts.length < 70]).toEqual([
      'description',
      '…',
      '…',
      true,
      true,
    ])
  })

  it('are of every kind, each with its row', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'OPEN', title: 'Okapiland hall' })
    const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const prospect = (await createCompany({ name: 'Okapiland' })).id
    await write(head, 'createContact', { name: 'Odile Okapiland', prospect })
    await write(head, 'recordMeeting', { title: 'At Okapiland', when: day, deals: [deal] })
    const parties = [{ agency: 'awex' }, { prospect }]
    const agreed = { title: 'With Okapiland', kind: 'MOU', standing: 'DRAFT', parties, deals: [deal] }
    await write(head, 'recordAgreement', agreed)
    const source = { kind: 'PRESS', name: 'A paper' }
    await write(head, 'recordClaim', { deal, statement: 'Okapiland comes', statedOn: '2018-02-01', source })
    const found = await search(
      head,
      'okapiland',
      'kind id prospect { id name } contact { id name } deal { id title } meeting { id title } agreement { id title } claim { id statement }',
    )
    expect(found.map(({ kind }) => kind).sort()).toEqual([
      'AGREEMENT',
      'CLAIM',
      'CONTACT',
      'DEAL',
      'MEETING',
      'PROSPECT',
    ])
    for (const { kind, id, ...things } of found) {
      const shownRows = Object.entries<any>(things).filter(([, thing]) => thing !== null)
      expect(shownRows).toEqual([[kind.toLowerCase(), expect.objectContaining({ id })]])
    }
  })
})

describe('the search by what a row is', () => {
  beforeAll(async () => {
    await createCompany({ name: 'Ocarinova', country: 'NL', sector: '21' })
    const deal = await dealClient(ancrage).open({
      ...{ confidentiality: 'INTERNAL', codeName: 'Okarine', title: 'Bassoonery', activity: 'R_AND_D' },
    })
    const add = (input: object) => write(head, 'addLocation', { deal, standing: 'CANDIDATE', ...input })
    await add({ town: 'Theremintown', country: 'SE' })
    const parties = [{ agency: 'awex' }, { name: 'Ville de Flutigny' }]
    const lease = { title: 'Flutigny', kind: 'LEASE', standing: 'DISCUSSED', parties }
    await write(head, 'recordAgreement', lease)
    const source = { kind: 'UNNAMED', name: null }
    const claim = { statement: 'Les investisseurs ont signé à Flutigny', statedOn: '2018-02-01', source }
    await write(head, 'recordClaim', { deal, ...claim })
  })

  it.each([
    // kind of an agreement, in four languages, in the plural, and by its beginning
    ['flutigny bail', 'Flutigny'],
    ['flutigny huur', 'Flutigny'],
    ['flutigny mietvertrag', 'Flutigny'],
    ['flutigny lease', 'Flutigny'],
    ['flutigny leases', 'Flutigny'],
    ['flutigny accord', 'Flutigny'],
    ['flutigny agreement', 'Flutigny'],
    // country and sector of a company
    ['ocarinova Pays-Bas', 'Ocarinova'],
    ['ocarinova netherlands', 'Ocarinova'],
    ['ocarinova nederland', 'Ocarinova'],
    ['ocarinova niederlande', 'Ocarinova'],
    ['ocarinova manufacturing', 'Ocarinova'],
    ['ocarinova manufacturière', 'Ocarinova'],
    // stage and activity of a deal, and its places
    ['okarine identified', 'Bassoonery'],
    ['okarine identifié', 'Bassoonery'],
    ['okarine recherche', 'Bassoonery'],
    ['okarine onderzoek', 'Bassoonery'],
    ['bassoonery Theremintown', 'Bassoonery'],
    ['bassoonery Schweden', 'Bassoonery'],
    ['bassoonery Suède', 'Bassoonery'],
    // standing and source of a claim
    ['flutigny non confirmé', 'Les investisseurs ont signé à Flutigny'],
    ['flutigny unconfirmed', 'Les investisseurs ont signé à Flutigny'],
    // inflected words of a text in any language
    ['flutigny investisseur', 'Les investisseurs ont signé à Flutigny'],
    ['flutigny signée', 'Les investisseurs ont signé à Flutigny'],
    ['flutigny signed', 'Les investisseurs ont signé à Flutigny'],
  ])('finds it by %p', async (text, title) => {
    expect(await titles(head, text)).toContain(title)
  })

  it.each(['ocarinova belgique', 'flutigny partenariat', 'flutigny signalement', 'okarine perdu'])(
    'does not find it by %p',
    async (text) => {
      expect(await titles(head, text)).toEqual([])
    },
  )

  it('follows the stage of a deal, and the labels that an operator gives the stages', async () => {
    const { id } = (await search(head, 'okarine', 'id')).at(-1)
    const { version } = (await ancrage.run(head, `{ deal(id: "${id}") { version } }`)).deal
    const reason = 'A pause'
    await write(head, 'moveDeal', { id, version, to: 'DORMANT', effectiveOn: '2018-02-05', reason })
    expect(await titles(head, 'okarine identified')).toEqual([])
    expect(await titles(head, 'okarine dormant')).toEqual(['Bassoonery'])
    const operator = 'operator@ancrage.example'
    const stage = '{ dealStages { code version labels { fr nl de en } } }'
    const before = (await ancrage.run(operator, stage)).dealStages.find((s: any) => s.code === 'DORMANT')
    const label = (en: string, version: number) =>
      write(
        operator,
        'updateDealStage',
        { code: 'DORMANT', version, label: { ...before.labels, en } },
        'version',
      )
    const { version: next } = await label('Hibernating', before.version)
    expect(await titles(head, 'okarine hibernating')).toEqual(['Bassoonery'])
    await label(before.labels.en, next)
    expect(await titles(head, 'okarine hibernating')).toEqual([])
  })

  it('finds a masked deal by its stage and activity, never by its places', async () => {
    expect(await titles(airport, 'okarine recherche')).toEqual(['Okarine'])
    expect(await titles(airport, 'okarine theremintown')).toEqual([])
    expect(await titles(airport, 'okarine suède')).toEqual([])
    expect(await titles(airport, 'theremintown')).toEqual([])
  })

  it('shows the place that matches, and marks words of the same stem', async () => {
    const [place] = await search(head, 'theremintown', 'field highlight { text match }')
    expect(place).toEqual({ field: 'locations', highlight: [{ text: 'Theremintown', match: true }] })
    const [claim] = await search(head, 'flutigny investisseur', 'highlight { text match }')
    expect(claim.highlight.filter(({ match }: any) => match).map(({ text }: any) => text)).toEqual([
      'investisseurs',
      'Flutigny',
    ])
  })
})

describe('a viewer', () => {
  it('finds a masked deal by its code name and reference, never by its title', async () => {
    const deal = await dealClient(ancrage).open({
      confidentiality: 'INTERNAL',
      codeName: 'Wombatoria',
      title: 'Numbatoria plant',
    })
    const reference = (await ancrage.run(head, `{ deal(id: "${deal}") { reference } }`)).deal.reference
    expect(await titles(head, 'numbatoria')).toEqual(['Numbatoria plant'])
    expect(await titles(airport, 'numbatoria')).toEqual([])
    expect(await titles(airport, 'numbatori')).toEqual([])
    expect(await titles(airport, 'wombatoria')).toEqual(['Wombatoria'])
    expect(await titles(airport, reference)).toEqual(['Wombatoria'])
    expect(await titles(airport, 'wombatoria numbatoria')).toEqual([])
    const [hit] = await search(airport, 'wombatoria', 'title field highlight { text } deal { masked title }')
    expect(hit).toEqual({
      title: 'Wombatoria',
      field: 'codeName',
      highlight: [{ text: 'Wombatoria' }],
      deal: { masked: true, title: 'Wombatoria' },
    })
  })

  it('finds a deal from the next request after a grant of access, and not after a loss', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL', title: 'Axolotia plant' })
    const found = async () => (await titles(airport, 'axolotia')).length
    expect(await found()).toBe(0)
    await write(head, 'joinDeal', { deal, agency: 'liege-airport', role: 'SUPPORT', from: '2018-02-01' })
    expect(await found()).toBe(1)
    const version = async () =>
      (await ancrage.run(head, `{ deal(id: "${deal}") { version } }`)).deal.version as number
    await write(head, 'updateDeal', { id: deal, version: await version(), confidentiality: 'SECRET' })
    expect(await found()).toBe(0)
  })

  it('must be authenticated', async () => {
    const { errors } = await ancrage.request(null, '{ search(text: "alibaba") { id } }')
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('does not find an erased contact', async () => {
    const { id, version } = await write(officer, 'createContact', {
      name: 'Capucine Dorvalune',
      emails: ['capucine@dorvalune.example'],
      jobTitle: 'Quartermistress',
    })
    expect(await titles(officer, 'dorvalune')).toEqual(['Capucine Dorvalune'])
    await write(officer, 'eraseContact', { id, version })
    for (const text of ['dorvalune', 'capucine', 'quartermistress'])
      expect(await titles(officer, text)).toEqual([])
  })

  it('does not find a deal by the name of an erased contact that a place of the deal had', async () => {
    const person = { name: 'Isaure Quillemont', decisionMaker: true }
    const { id, version } = await write(head, 'createContact', person)
    const deal = await dealClient(ancrage).open({ title: 'Sousaphone' })
    const place = { town: 'Near Isaure Quillemont', country: 'BE', standing: 'CANDIDATE' }
    await write(head, 'addLocation', { deal, ...place })
    expect(await titles(head, 'quillemont')).toEqual(['Isaure Quillemont', 'Sousaphone'])
    const { erasurePreview } = await ancrage.run(
      head,
      'query ($id: ID!) { erasurePreview(contact: $id) { id } }',
      { id },
    )
    const redactMentions = erasurePreview.map((mention: any) => mention.id)
    expect(redactMentions).not.toEqual([])
    await write(head, 'eraseContact', { id, version, redactMentions })
    expect(await titles(head, 'quillemont')).toEqual([])
  })
})

describe('an invalid search', () => {
  it.each([
    ['', 'NO_WORD'],
    ['   ', 'NO_WORD'],
    ['!? -- …', 'NO_WORD'],
    ['a\u0000b', 'CONTROL_CHARACTER'],
    ['a\u202eb', 'BIDI_CONTROL'],
    ['\ud800', 'LONE_SURROGATE'],
    ['x'.repeat(201), 'TOO_LONG'],
    ['one two three four five six seven eight nine ten eleven', 'TOO_MANY'],
  ])('is rejected: %p', async (text, code) => {
    const { errors } = await ancrage.request(head, 'query ($text: String!) { search(text: $text) { id } }', {
      text,
    })
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'text', code }] })
  })

  it('is rejected if its text is a megabyte', async () => {
    const text = 'word '.repeat(200_000)
    const { errors } = await ancrage.request(head, 'query ($text: String!) { search(text: $text) { id } }', {
      text,
    })
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
  })

  it.each([-1, 101])('is rejected with first: %p', async (first) => {
    const { errors } = await ancrage.request(head, `{ search(text: "alibaba", first: ${first}) { id } }`)
    expect(errors![0]!.extensions.fields![0]!.code).toBe('FIRST_OUT_OF_RANGE')
  })

  it.each([`'`, `' | '`, `a':*`, `\\`, `a & !b`, `('`, `a <-> b`, `~~ '^`, `100%_`])(
    'is not caused by operators of PostgreSQL in the text: %p',
    async (signs) => {
      expect(await titles(head, `alibaba ${signs}`.replace(/ [ab]\b|\bb\b/g, ' '))).toBeDefined()
      const { errors } = await ancrage.request(
        head,
        'query ($text: String!) { search(text: $text) { id } }',
        {
          text: `x${signs}`,
        },
      )
      expect(errors).toBeUndefined()
    },
  )
})

describe('the search index', () => {
  const entries = async () =>
    (await ancrage.owner.query('select place, subject_id, words::text, size from search_entry order by 1, 2'))
      .rows

  it('equals a rebuilt one after any writes', async () => {
    for (let i = 0; i < 60; i++) await writeSomething(i)
    const entriesBefore = await entries()
    await ancrage.owner.query('begin')
    await ancrage.owner.query('select rebuild_search_index()')
    const rebuiltEntries = await entries()
    await ancrage.owner.query('rollback')
    expect(entriesBefore.length).toBeGreaterThan(50)
    expect(entriesBefore).toEqual(rebuiltEntries)
  })
})

/** Makes a small change, chosen by its number, as the owner: it tests the triggers of the database. */
async function writeSomething(n: number): Promise<void> {
  const word = `Changed ${n} d’été ${'abcdefg'[n % 7]!.repeat(3 + (n % 4))}`
  const one = (table: string, key = 'id') =>
    `${key} = (select ${key} from ${table} order by md5(${key}::text || '${n}') limit 1)`
  const changes: [string, unknown[]][] = [
    [`update prospect set name = $1, aliases = array[$1, 'other'] where ${one('prospect')}`, [word]],
    [`update prospect set legal_name = null, city = $1 where ${one('prospect')}`, [word]],
    [`update contact set name = $1 where ${one('contact')} and name is not null`, [word]],
    [
      `update employment set job_title = $1, emails = '{a@b.example}' where ${one('employment')} and not exists (select from contact c where c.id = contact_id and c.erased_at is not null)`,
      [word],
    ],
    [`update deal set code_name = $1 where ${one('deal')}`, [word]],
    [
      `update deal_identity set title = $1, description = null where ${one('deal_identity', 'deal_id')}`,
      [word],
    ],
    [`update meeting set topics = array[$1], place = $1 where ${one('meeting')}`, [word]],
    [`update agreement set title = $1 where ${one('agreement')}`, [word]],
    [`update claim set statement = $1 where ${one('claim')}`, [word]],
    [`update agreement_party set name = $1 where name is not null and ${one('agreement_party')}`, [word]],
    [`update location set standing = 'REJECTED', withdrawn_at = now() where ${one('location')}`, []],
    [`update location set town = $1 where town is not null and ${one('location')}`, [word]],
    [`update site set name = $1 where ${one('site')}`, [word]],
    [
      `update job_projection_text set wording = $1 where ${one('job_projection_text', 'job_projection_id')}`,
      [word],
    ],
    [`update job_projection set withdrawn_at = now() where ${one('job_projection')}`, []],
    [`update loss_reason set replaced_at = now() where ${one('loss_reason')}`, []],
    [`update loss_destination set town = $1 where ${one('loss_destination')}`, [word]],
    [`update deal set activity = 'SALES', sector = '71' where ${one('deal')}`, []],
    [`update meeting set status = 'CANCELLED' where ${one('meeting')}`, []],
    [`update prospect set country = 'PT', sector = null where ${one('prospect')}`, []],
    [
      `update contact set name = null, job_title = null, language = null, erased_at = now() where ${one('contact')}`,
      [],
    ],
  ]
  const [sql, values] = changes[n % changes.length]!
  await ancrage.owner.query(sql, values)
}
