/** One box over what a viewer may read: however it is written, and never by what is withheld. */
import { anAncrage, type Ancrage } from './ancrage.js'
import { dealClient } from './deal-client.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage({ demo: true })
})
afterAll(() => ancrage.stop())

const hits = async (email: string, text: string, selection = 'kind id title field score', first = 20) =>
  (
    await ancrage.get(
      email,
      `query ($text: String!, $first: Int) { search(text: $text, first: $first) { ${selection} } }`,
      { text, first },
    )
  ).search as any[]
const titles = async (email: string, text: string) => (await hits(email, text)).map(({ title }) => title)

async function write(email: string, verb: string, input: object, selection = 'id version') {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.get(email, mutation, { input }))[verb]
}
const company = (names: object) => write(officer, 'createProspect', { country: 'BE', ...names })

describe('a company is found', () => {
  beforeAll(async () => {
    await company({ name: 'Établissements Verhaegen & Fils S.A.', aliases: ['EVF Métal'], city: 'Ottignies' })
    await company({ name: 'Königsberger Präzisionstechnik GmbH & Co. KG', legalName: 'KPT Holding AG' })
    await company({ name: 'Bio Park Mondial', enterpriseNumber: 'BE 0403.170.701' })
    await company({ name: '阿里巴巴集团', aliases: ["L'Atelier Œuvré"] })
    await company({ name: 'Solvay', legalName: 'Solvay SA' })
  })

  it.each([
    // accents, case, signs
    ['etablissements verhaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['KÖNIGSBERGER', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['konigsberger prazisionstechnik', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['l’atelier oeuvre', '阿里巴巴集团'],
    ['evf-metal', 'Établissements Verhaegen & Fils S.A.'],
    // legal forms: another, none, in full, with dots
    ['Solvay NV', 'Solvay'],
    ['solvay s.p.r.l.', 'Solvay'],
    ['Société anonyme Solvay', 'Solvay'],
    ['Solvay Aktiengesellschaft', 'Solvay'],
    ['Verhaegen Fils Ltd', 'Établissements Verhaegen & Fils S.A.'],
    ['Königsberger Präzisionstechnik BV', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    // the order of words
    ['fils verhaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['mondial park bio', 'Bio Park Mondial'],
    // a letter left out, put in, taken for another, swapped, doubled
    ['verhaegn', 'Établissements Verhaegen & Fils S.A.'],
    ['verhaeen', 'Établissements Verhaegen & Fils S.A.'],
    ['verhaaegen', 'Établissements Verhaegen & Fils S.A.'],
    ['verhoegen', 'Établissements Verhaegen & Fils S.A.'],
    ['vehraegen', 'Établissements Verhaegen & Fils S.A.'],
    ['sollvay', 'Solvay'],
    ['solvai', 'Solvay'],
    ['konnigsberrger prezisionstechnik', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    // beginnings, words together and apart
    ['verhae', 'Établissements Verhaegen & Fils S.A.'],
    ['biopark', 'Bio Park Mondial'],
    ['sol vay', 'Solvay'],
    // its other names, numbers and places
    ['kpt holding', 'Königsberger Präzisionstechnik GmbH & Co. KG'],
    ['0403.170.701', 'Bio Park Mondial'],
    ['verhaegen ottignies', 'Établissements Verhaegen & Fils S.A.'],
    ['阿里巴巴', '阿里巴巴集团'],
  ])('by %p', async (text, title) => {
    expect((await titles(officer, text))[0]).toBe(title)
  })

  it.each(['verhaegen solvay', 'königsberger fabrik', 'xylophone', '0403.170.702'])(
    'not by %p',
    async (text) => {
      expect(await titles(officer, text)).toEqual([])
    },
  )

  it('by the letters of its legal form, where there is nothing else', async () => {
    expect(await titles(officer, 'gmbh')).toEqual(['Königsberger Präzisionstechnik GmbH & Co. KG'])
  })

  it('no longer by a name that it gave up, and after it was put away', async () => {
    const { id } = await company({ name: 'Tramontane Énergie' })
    await write(officer, 'updateProspect', { id, version: 1, name: 'Mistral Énergie' })
    expect(await titles(officer, 'tramontane')).toEqual([])
    await write(officer, 'archiveProspect', { id, version: 2 })
    expect(await titles(officer, 'mistral')).toEqual(['Mistral Énergie'])
  })
})

describe('hits', () => {
  it('are ranked: a name before its beginning, before another text, before a typo; short names first', async () => {
    await company({ name: 'Zephyrine' })
    await company({ name: 'Zephyrine Nord Logistique' })
    await company({ name: 'Zephyrines du Sud' })
    await company({ name: 'Au bord de l’eau', city: 'Zephyrine' })
    await company({ name: 'Zephirane' })
    const found = await hits(officer, 'zephyrine')
    expect(found.map(({ title }) => title)).toEqual([
      'Zephyrine',
      'Zephyrine Nord Logistique',
      'Zephyrines du Sud',
      'Au bord de l’eau',
      'Zephirane',
    ])
    const scores = found.map(({ score }) => score as number)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect([scores[0], scores.every((score) => score > 0 && score <= 1)]).toEqual([1, true])
  })

  it('are as many as were asked for, the best of them', async () => {
    const all = await hits(head, 'alibaba')
    expect(all.length).toBeGreaterThan(2)
    expect(await hits(head, 'alibaba', undefined, 2)).toEqual(all.slice(0, 2))
    expect(await hits(head, 'alibaba', undefined, 0)).toEqual([])
  })

  it('are the best in their order, whether a few have the words or thousands', async () => {
    const named = (share: string, count: number) =>
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
    for (const [share, count] of Object.values(names)) await named(share, count)
    // by hand: the fit, how much of the name it is, and the latest
    const { rows } = await ancrage.owner.query(
      `select p.id, p.name, case when p.name ~* '\\mquolleria\\M' then 1 when p.name ~* '\\mquolleria' then 2 else 4 end as fit, e.size
         from prospect p join search_entry e on e.subject_id = p.id where p.name ~* 'quol+eria' and p.city = 'Pademelia'
        order by fit, e.size, p.id desc`,
    )
    const best = rows.map(({ id }) => id)
    const found = (first: number, text = 'quolleria') =>
      hits(officer, text, 'id', first).then((all) => all.map(({ id }) => id))
    expect(best).toHaveLength(2500)
    expect(await found(5)).toEqual(best.slice(0, 5))
    expect(await found(100)).toEqual(best.slice(0, 100))
    // one fit for all: the shortest names, and of these the latest
    const bySize = rows.sort((a, b) => a.size - b.size || (a.id < b.id ? 1 : -1))
    const shortest = (having: (fit: number) => boolean) =>
      bySize.filter(({ fit }) => having(fit)).map(({ id }) => id)
    expect(await found(100, 'pademelia')).toEqual(shortest(() => true).slice(0, 100))
    expect(await found(100, 'quolleri')).toEqual(shortest((fit) => fit < 3).slice(0, 100))
  })

  it('say where the words stand, marked', async () => {
    await company({ name: 'Halles <b>Ourthe</b>', city: 'Comblain-au-Pont' })
    const [hit] = await hits(officer, 'comblain ponts', 'kind title field highlight { text match }')
    expect(hit).toBeUndefined()
    const [found] = await hits(officer, 'comblain pont', 'kind title field highlight { text match }')
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
    const [typo] = await hits(officer, 'ourhte', 'field highlight { text match }')
    expect(typo.highlight.filter(({ match }: { match: boolean }) => match)).toEqual([
      { text: 'Ourthe', match: true },
    ])
  })

  it('mark what was asked for, not what begins like a short word of it', async () => {
    await company({ name: 'Delvauxia Dentalis', city: 'De Zwaluwe' })
    const [found] = await hits(officer, 'de zwaluwe', 'title field highlight { text match }')
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

  it('of a long text show what stands around the words', async () => {
    const words = (n: number, word: string) => Array.from({ length: n }, (_, i) => `${word}${i}`).join(' ')
    await dealClient(ancrage).open({
      confidentiality: 'OPEN',
      description: `${words(300, 'before')} Pangolinium ${words(300, 'after')}`,
    })
    const [hit] = await hits(officer, 'pangolinium', 'field highlight { text match }')
    const texts = hit.highlight.map(({ text }: { text: string }) => text)
    expect([hit.field, texts[0], texts.at(-1), texts.includes('Pangolinium'), texts.length < 70]).toEqual([
      'description',
      '…',
      '…',
      true,
      true,
    ])
  })

  it('are of every kind, each with the thing itself', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'OPEN', title: 'Okapiland hall' })
    const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const prospect = (await company({ name: 'Okapiland' })).id
    await write(head, 'createContact', { name: 'Odile Okapiland', prospect })
    await write(head, 'recordMeeting', { title: 'At Okapiland', when: day, deals: [deal] })
    const parties = [{ agency: 'awex' }, { prospect }]
    const agreed = { title: 'With Okapiland', kind: 'MOU', standing: 'DRAFT', parties, deals: [deal] }
    await write(head, 'recordAgreement', agreed)
    const source = { kind: 'PRESS', name: 'A paper' }
    await write(head, 'recordClaim', { deal, statement: 'Okapiland comes', statedOn: '2018-02-01', source })
    const found = await hits(
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
      const there = Object.entries<any>(things).filter(([, thing]) => thing !== null)
      expect(there).toEqual([[kind.toLowerCase(), expect.objectContaining({ id })]])
    }
  })
})

describe('a viewer', () => {
  it('finds a masked deal by its code name and reference, never by its title', async () => {
    const deal = await dealClient(ancrage).open({
      confidentiality: 'INTERNAL',
      codeName: 'Wombatoria',
      title: 'Numbatoria plant',
    })
    const reference = (await ancrage.get(head, `{ deal(id: "${deal}") { reference } }`)).deal.reference
    expect(await titles(head, 'numbatoria')).toEqual(['Numbatoria plant'])
    expect(await titles(airport, 'numbatoria')).toEqual([])
    expect(await titles(airport, 'numbatori')).toEqual([])
    expect(await titles(airport, 'wombatoria')).toEqual(['Wombatoria'])
    expect(await titles(airport, reference)).toEqual(['Wombatoria'])
    expect(await titles(airport, 'wombatoria numbatoria')).toEqual([])
    const [hit] = await hits(airport, 'wombatoria', 'title field highlight { text } deal { masked title }')
    expect(hit).toEqual({
      title: 'Wombatoria',
      field: 'codeName',
      highlight: [{ text: 'Wombatoria' }],
      deal: { masked: true, title: 'Wombatoria' },
    })
  })

  it('finds it from the next request on when he may, and no more when he may not', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL', title: 'Axolotia plant' })
    const found = async () => (await titles(airport, 'axolotia')).length
    expect(await found()).toBe(0)
    await write(head, 'joinDeal', { deal, agency: 'liege-airport', role: 'SUPPORT', from: '2018-02-01' })
    expect(await found()).toBe(1)
    const version = async () =>
      (await ancrage.get(head, `{ deal(id: "${deal}") { version } }`)).deal.version as number
    await write(head, 'updateDeal', { id: deal, version: await version(), confidentiality: 'SECRET' })
    expect(await found()).toBe(0)
  })

  it('who is nobody is let in nowhere', async () => {
    const { errors } = await ancrage.ask(null, '{ search(text: "alibaba") { id } }')
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('does not find a person who was erased', async () => {
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
})

describe('what cannot be searched for', () => {
  it.each([
    ['', 'NO_WORD'],
    ['   ', 'NO_WORD'],
    ['!? -- …', 'NO_WORD'],
    ['a\u0000b', 'CONTROL_CHARACTER'],
    ['a\u202eb', 'BIDI_CONTROL'],
    ['\ud800', 'LONE_SURROGATE'],
    ['x'.repeat(201), 'TOO_LONG'],
    ['one two three four five six seven eight nine ten eleven', 'TOO_MANY'],
  ])('is refused: %p', async (text, code) => {
    const { errors } = await ancrage.ask(head, 'query ($text: String!) { search(text: $text) { id } }', {
      text,
    })
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'text', code }] })
  })

  it('is refused when it is a megabyte', async () => {
    const text = 'word '.repeat(200_000)
    const { errors } = await ancrage.ask(head, 'query ($text: String!) { search(text: $text) { id } }', {
      text,
    })
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
  })

  it.each([-1, 101])('is refused when %p are asked for', async (first) => {
    const { errors } = await ancrage.ask(head, `{ search(text: "alibaba", first: ${first}) { id } }`)
    expect(errors![0]!.extensions.fields![0]!.code).toBe('FIRST_OUT_OF_RANGE')
  })

  it.each([`'`, `' | '`, `a':*`, `\\`, `a & !b`, `('`, `a <-> b`, `~~ '^`, `100%_`])(
    'has no other meaning by its signs: %p',
    async (signs) => {
      expect(await titles(head, `alibaba ${signs}`.replace(/ [ab]\b|\bb\b/g, ' '))).toBeDefined()
      const { errors } = await ancrage.ask(head, 'query ($text: String!) { search(text: $text) { id } }', {
        text: `x${signs}`,
      })
      expect(errors).toBeUndefined()
    },
  )
})

describe('the entries of the search', () => {
  const entries = async () =>
    (await ancrage.owner.query('select place, subject_id, words::text, size from search_entry order by 1, 2'))
      .rows

  it('are after any writes what they would be if they were made anew', async () => {
    for (let i = 0; i < 40; i++) await someWrite(i)
    const kept = await entries()
    await ancrage.owner.query('begin')
    await ancrage.owner.query('select rebuild_search_index()')
    const made = await entries()
    await ancrage.owner.query('rollback')
    expect(kept.length).toBeGreaterThan(50)
    expect(kept).toEqual(made)
  })
})

/** A small change somewhere, chosen by its number; as the owner, since it is about the database's own triggers. */
async function someWrite(n: number): Promise<void> {
  const word = `Changed ${n} d’été ${'abcdefg'[n % 7]!.repeat(3 + (n % 4))}`
  const one = (table: string, key = 'id') =>
    `${key} = (select ${key} from ${table} order by md5(${key}::text || '${n}') limit 1)`
  const changes: [string, unknown[]][] = [
    [`update prospect set name = $1, aliases = array[$1, 'other'] where ${one('prospect')}`, [word]],
    [`update prospect set legal_name = null, city = $1 where ${one('prospect')}`, [word]],
    [`update contact set job_title = $1 where ${one('contact')} and name is not null`, [word]],
    [`update deal set code_name = $1 where ${one('deal')}`, [word]],
    [
      `update deal_identity set title = $1, description = null where ${one('deal_identity', 'deal_id')}`,
      [word],
    ],
    [`update meeting set topics = array[$1], place = $1 where ${one('meeting')}`, [word]],
    [`update agreement set title = $1 where ${one('agreement')}`, [word]],
    [`update claim set statement = $1 where ${one('claim')}`, [word]],
    [`update agreement_party set name = $1 where name is not null and ${one('agreement_party')}`, [word]],
    [
      `update contact set name = null, job_title = null, emails = '{}', phones = '{}', language = null, erased_at = now() where ${one('contact')}`,
      [],
    ],
  ]
  const [sql, values] = changes[n % changes.length]!
  await ancrage.owner.query(sql, values)
}
