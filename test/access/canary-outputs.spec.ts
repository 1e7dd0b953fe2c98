/** Searches for the canary words in every output beside queries: documents, exports, feeds, calendars and errors. */
import { startTestService, type TestService } from '../test-service.js'
import { readAllText } from '../documents.js'
import { schema } from '../schema.js'
import { hiddenVariants } from './inputs.js'
import { mutations, type Planted } from './table.js'
import { createAccessFixture, type MatrixViewer, type AccessFixture } from './fixture.js'

let ancrage: TestService
let world: AccessFixture
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 999_999_999 })
  world = await createAccessFixture(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

interface Output {
  status: number
  /** Headers, body, and the text that a program extracts from the body. */
  text: string
}

async function fetchOutput(viewer: MatrixViewer, path: string): Promise<Output> {
  const response = await fetch(`${ancrage.address}${path}`, {
    headers: { authorization: `Bearer ${viewer.token}` },
  })
  const { status, headers } = response
  const body = Buffer.from(await response.arrayBuffer())
  const extracted = await readAllText({ status, headers, body })
  return { status, text: [JSON.stringify([...headers]), body.toString(), extracted].join('\n') }
}

const queryOutput = async (viewer: MatrixViewer, query: string): Promise<Output> => {
  const { headers: _, ...answer } = await ancrage.send(viewer.token, query)
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return { status: 200, text: JSON.stringify(answer.data) }
}

async function fetchCalendar(viewer: MatrixViewer): Promise<Output> {
  const result = await ancrage.send(viewer.token, 'mutation { createCalendarFeed(input: {}) { address } }')
  return fetchOutput(viewer, result.data.createCalendarFeed.address as string)
}

const documentPaths = ['json', 'csv', 'html', 'pdf', 'xlsx'].flatMap((format) => [
  `/summaries/awex/2018-W06.${format}`,
  `/summaries/awex/2018-W06/1.${format}`,
])

const exportPaths = [
  ...['csv', 'xlsx', 'ndjson', 'json'].map((form) => `/exports/deals.${form}`),
  ...['prospects', 'contacts', 'meetings', 'agreements', 'claims', 'tasks'].map(
    (list) => `/exports/${list}.csv`,
  ),
]

/** Every output of the service. A new one needs an entry here. */
const outputs: Record<string, (viewer: MatrixViewer) => Promise<Output>> = {
  ...Object.fromEntries(
    documentPaths.map((path) => [path, (viewer: MatrixViewer) => fetchOutput(viewer, `${path}?lang=en`)]),
  ),
  ...Object.fromEntries(
    exportPaths.map((path) => [path, (viewer: MatrixViewer) => fetchOutput(viewer, path)]),
  ),
  'a search for each word': (viewer) =>
    queryOutput(
      viewer,
      `{ ${world.planted.map(({ word }, n) => `a${n}: search(text: "${word}", first: 50) { title highlight { text } }`).join(' ')} }`,
    ),
  'a saved question': async (viewer) => {
    const question = { list: 'deals', fields: ['reference', 'codeName', 'title', 'prospect.name'] }
    const result = await ancrage.send(
      viewer.token,
      'mutation ($input: SaveQuestionInput!) { saveQuestion(input: $input) { address } }',
      { input: { name: 'All', shared: false, question } },
    )
    return fetchOutput(viewer, `${result.data.saveQuestion.address}.csv`)
  },
  'the feed of issued summaries': (viewer) => fetchOutput(viewer, '/summaries/awex.atom'),
  'a calendar': fetchCalendar,
  'the timeline of every deal': (viewer) =>
    queryOutput(
      viewer,
      '{ deals(first: 20) { nodes { timeline(first: 50) { nodes { kind on text by { name } } totalCount } } } }',
    ),
  'the history of every planted row': (viewer) =>
    queryOutput(
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

/** Returns the words that a viewer must not see in any output. */
const forbidden = ({ access }: MatrixViewer): string[] =>
  world.planted.flatMap(({ level, word, codeWord, reference }) =>
    access(level) === 'FULL' ? [] : [word, ...(access(level) === 'NONE' ? [codeWord, reference] : [])],
  )
const leaks = (text: string, viewer: MatrixViewer) =>
  forbidden(viewer).filter((word) => text.toLowerCase().includes(word.toLowerCase()))

describe('an output', () => {
  it.each(Object.keys(outputs))(
    'contains no canary word for a viewer without access: %s',
    async (output) => {
      for (const viewer of viewers()) {
        const { status, text } = await outputs[output]!(viewer)
        const viewerLabel = [viewer.role, viewer.relation, viewer.clearance]
        expect([...viewerLabel, status, leaks(text, viewer)]).toEqual([...viewerLabel, 200, []])
      }
    },
    60_000,
  )

  it('contains the canary word for a viewer with full access', async () => {
    // this user already had access when the summary was issued
    const signIn =
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
    const { token } = (await ancrage.run(null, signIn)).signIn
    const reader: MatrixViewer = { ...world.viewers[0]!, token }
    const { word } = world.planted.find(({ level }) => level === 'SECRET')!
    for (const [output, readOutput] of Object.entries(outputs)) {
      if (outputsWithoutTexts.includes(output)) continue
      expect([output, (await readOutput(reader)).text.includes(word)]).toEqual([output, true])
    }
  }, 60_000)
})

/** Outputs that never contain texts of a deal that is not OPEN. */
const outputsWithoutTexts = ['the feed of issued summaries', 'a calendar']

describe('the error of a refused mutation', () => {
  const mutationNames = Object.keys(schema.getMutationType()!.getFields()).filter(
    (name) => mutations[name]!.for !== 'ANONYMOUS',
  )

  it.each(mutationNames)('contains no canary word: %s', async (name) => {
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
        const { data, errors } = await ancrage.send(viewer.token, text, { input })
        const isAllowed = mutations[name]!.whenMasked && viewer.access('SECRET') === 'MASKED'
        expect([name, names, errors?.length]).toEqual([name, names, isAllowed ? undefined : 1])
        const errorText = JSON.stringify({ data, errors })
        // an error may repeat the input
        expect(leaks(errorText.replaceAll(JSON.stringify(input), ''), viewer)).toEqual([])
      }
  })
})

describe('a filter on rows of a deal', () => {
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
  ])('returns the same count for a canary word as for an unknown word: %s', async (filter) => {
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
