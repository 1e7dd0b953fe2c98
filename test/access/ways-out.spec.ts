/** Words planted in every text of a deal, looked for in all that leaves the service by another way than a query. */
import { anAncrage, type Ancrage } from '../ancrage.js'
import { readAllText } from '../documents.js'
import { schema } from '../schema.js'
import { hiddenVariants } from './inputs.js'
import { mutations, type Planted } from './table.js'
import { plant, type MatrixViewer, type AccessWorld } from './world.js'

let ancrage: Ancrage
let world: AccessWorld
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 999_999_999 })
  world = await plant(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

interface Told {
  status: number
  /** All that came: headers, body, and what a program reads out of the body. */
  text: string
}

async function fetched(viewer: MatrixViewer, path: string): Promise<Told> {
  const response = await fetch(`${ancrage.address}${path}`, {
    headers: { authorization: `Bearer ${viewer.token}` },
  })
  const got = {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  }
  const heads = JSON.stringify([...response.headers])
  return { status: got.status, text: [heads, got.body.toString(), await readAllText(got)].join('\n') }
}

const asked = async (viewer: MatrixViewer, query: string): Promise<Told> => {
  const { headers: _, ...told } = await ancrage.send(viewer.token, query)
  if (told.errors) throw new Error(JSON.stringify(told.errors))
  return { status: 200, text: JSON.stringify(told.data) }
}

async function calendarOf(viewer: MatrixViewer): Promise<Told> {
  const made = await ancrage.send(viewer.token, 'mutation { createCalendarFeed(input: {}) { address } }')
  return fetched(viewer, made.data.createCalendarFeed.address as string)
}

const documents = ['json', 'csv', 'html', 'pdf', 'xlsx'].flatMap((format) => [
  `/summaries/awex/2018-W06.${format}`,
  `/summaries/awex/2018-W06/1.${format}`,
])

const exportsOfAll = [
  ...['csv', 'xlsx', 'ndjson', 'json'].map((form) => `/exports/deals.${form}`),
  ...['prospects', 'contacts', 'meetings', 'agreements', 'claims', 'tasks'].map(
    (list) => `/exports/${list}.csv`,
  ),
]

/** Every way out. Whoever makes another adds it here. */
const ways: Record<string, (viewer: MatrixViewer) => Promise<Told>> = {
  ...Object.fromEntries(
    documents.map((path) => [path, (viewer: MatrixViewer) => fetched(viewer, `${path}?lang=en`)]),
  ),
  ...Object.fromEntries(exportsOfAll.map((path) => [path, (viewer: MatrixViewer) => fetched(viewer, path)])),
  'a search for each word': (viewer) =>
    asked(
      viewer,
      `{ ${world.planted.map(({ word }, n) => `a${n}: search(text: "${word}", first: 50) { title highlight { text } }`).join(' ')} }`,
    ),
  'a saved question': async (viewer) => {
    const question = { list: 'deals', fields: ['reference', 'codeName', 'title', 'prospect.name'] }
    const made = await ancrage.send(
      viewer.token,
      'mutation ($input: SaveQuestionInput!) { saveQuestion(input: $input) { address } }',
      { input: { name: 'All', shared: false, question } },
    )
    return fetched(viewer, `${made.data.saveQuestion.address}.csv`)
  },
  'the feed of issued summaries': (viewer) => fetched(viewer, '/summaries/awex.atom'),
  'a calendar': calendarOf,
  'the timeline of every deal': (viewer) =>
    asked(
      viewer,
      '{ deals(first: 20) { nodes { timeline(first: 50) { nodes { kind on text by { name } } totalCount } } } }',
    ),
  'the history of all that was planted': (viewer) =>
    asked(
      viewer,
      `{ ${world.planted
        .flatMap((planted) => [
          planted.deal,
          planted.prospect,
          planted.contact,
          planted.meeting,
          planted.agreement,
          planted.claim,
        ])
        .map(
          (id, n) =>
            `a${n}: history(subject: "${id}", first: 50) { nodes { verb subjectKey before after } totalCount }`,
        )
        .join(' ')} }`,
    ),
}

const viewers = () => world.viewers.filter((_, i) => i % 11 === 0)

/** What a viewer must not read anywhere. */
const forbidden = ({ access }: MatrixViewer): string[] =>
  world.planted.flatMap(({ level, word, codeWord, reference }) =>
    access(level) === 'FULL' ? [] : [word, ...(access(level) === 'NONE' ? [codeWord, reference] : [])],
  )
const leaks = (text: string, viewer: MatrixViewer) =>
  forbidden(viewer).filter((word) => text.toLowerCase().includes(word.toLowerCase()))

describe('no planted word leaves to whoever may not read it', () => {
  it.each(Object.keys(ways))(
    'by %s',
    async (way) => {
      for (const viewer of viewers()) {
        const { status, text } = await ways[way]!(viewer)
        const who = [viewer.role, viewer.relation, viewer.clearance]
        expect([...who, status, leaks(text, viewer)]).toEqual([...who, 200, []])
      }
    },
    60_000,
  )

  it('and whoever may read them finds them by each', async () => {
    // who saw them on the day of the issue as well
    const signIn =
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
    const { token } = (await ancrage.get(null, signIn)).signIn
    const reader: MatrixViewer = { ...world.viewers[0]!, token }
    const { word } = world.planted.find(({ level }) => level === 'SECRET')!
    for (const [way, take] of Object.entries(ways)) {
      if (silent.includes(way)) continue
      expect([way, (await take(reader)).text.includes(word)]).toEqual([way, true])
    }
  }, 60_000)
})

/** Which say no words of a deal that is not OPEN, or of none, to anybody. */
const silent = ['the feed of issued summaries', 'a calendar']

describe('what a mutation says that is refused', () => {
  const named = Object.keys(schema.getMutationType()!.getFields()).filter(
    (name) => mutations[name]!.for !== 'NOBODY_YET',
  )

  it.each(named)('has no planted word: %s', async (name) => {
    const secret = world.planted.find(({ level }) => level === 'SECRET')!
    for (const viewer of world.viewers.filter(
      ({ clearance, relation, role }) =>
        clearance === 'SECRET' &&
        ['OTHER', 'SUPPORT'].includes(relation) &&
        ['HEAD', 'OFFICER'].includes(role),
    ))
      for (const { text, input, names } of hiddenVariants(
        name,
        mutations[name]!.id,
        (key: keyof Planted) => secret[key],
      )) {
        if (!names) continue
        const { errors } = await ancrage.send(viewer.token, text, { input })
        expect([name, names, errors?.length]).toEqual([name, names, 1])
        const said = JSON.stringify(errors)
        // what was sent may be said back
        expect(leaks(said.replaceAll(JSON.stringify(input), ''), viewer)).toEqual([])
      }
  })
})

describe('a filter on what hangs on a deal', () => {
  it.each([
    'deals(where: { prospect: { contacts: { some: { name: { contains: "WORD" } } } } })',
    'deals(where: { prospect: { contacts: { some: { emails: { some: { contains: "WORD" } } } } } })',
    'deals(where: { claims: { some: { statement: { contains: "WORD" } } } })',
    'deals(where: { claims: { none: { statement: { contains: "WORD" } } }, codeName: { startsWith: "Narwhal" } })',
    'deals(where: { meetings: { some: { title: { contains: "WORD" } } } })',
    'deals(where: { agreements: { some: { title: { contains: "WORD" } } } })',
    'deals(where: { tasks: { some: { title: { contains: "WORD" } } } })',
    'deals(where: { locations: { some: { town: { contains: "WORD" } } } })',
    'deals(where: { not: { title: { contains: "WORD" } } })',
    'prospects(where: { deals: { some: { title: { contains: "WORD" } } } })',
    'contacts(where: { prospect: { deals: { some: { codeName: { contains: "WORD" } } } } })',
    'meetings(where: { participants: { some: { contact: { name: { contains: "WORD" } } } } })',
  ])('finds no more by a planted word than by none: %s', async (filter) => {
    for (const viewer of world.viewers.filter(
      ({ clearance, relation }) => clearance === 'SECRET' && relation !== 'LISTED',
    )) {
      const count = (word: string) =>
        ancrage
          .send(viewer.token, `{ ${filter.replace('WORD', word)} { totalCount } }`)
          .then(({ data, errors }) => errors ?? data)
      expect(await count('QuokkaSECRET')).toEqual(await count('Xylophone'))
    }
  })
})
