/** Plants canary words in every text of a deal and searches for them in every answer to viewers without access. */
import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredInputField,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql'
import { startTestService, type TestService } from '../test-service.js'
import { schema } from '../schema.js'
import { selectField } from './selection.js'
import { queries, type Planted } from './table.js'
import { createAccessFixture, type MatrixViewer, type AccessFixture } from './fixture.js'

let ancrage: TestService
let world: AccessFixture
let secret: Planted
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  world = await createAccessFixture(ancrage)
  secret = world.planted.find(({ level }) => level === 'SECRET')!
}, 120_000)
afterAll(() => ancrage.stop())

/** Returns one viewer for each relation and clearance; the roles rotate. */
const viewers = () => world.viewers.filter((_, i) => i % 3 === 0)

/** Returns the texts and ids that a viewer must not see in any answer. */
const forbidden = ({ access }: MatrixViewer): string[] =>
  world.planted.flatMap(({ level, word, codeWord, reference, deal, prospect, contact, claim, task }) =>
    access(level) === 'FULL'
      ? []
      : [
          word,
          prospect,
          contact,
          claim,
          task,
          ...(access(level) === 'NONE' ? [codeWord, reference, deal] : []),
        ],
  )

const fold = (text: string) => text.toLowerCase()
const leaks = (text: string, viewer: MatrixViewer) =>
  forbidden(viewer).filter((word) => fold(text).includes(fold(word)))

/** Queries whose fields are too expensive with two types below each. */
const shallow = new Set(['agreement', 'meeting', 'periodSummary', 'search', 'viewer', 'weeklySummary'])

/** Returns root fields that together select every field of a query. One document with all of them would be too expensive. */
function fieldSelections(name: string): string[] {
  const field = schema.getQueryType()!.getFields()[name]!
  const call = queries[name]!.buildQuery(secret).replace('SITE', world.site)
  const args = /^\w+(\((?:[^()]|\([^)]*\))*\))?/.exec(call)![1] ?? ''
  const type = getNamedType(field.type) as GraphQLObjectType
  const nodes = type.getFields().nodes
  const listArguments = name === 'history' ? args.replace(/\)$/, ' first: 3)') : nodes ? '(first: 3)' : args
  const shown = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type
  const parts = Object.values(shown.getFields()).flatMap((each) =>
    selectField(each, shallow.has(name) || nodes ? 1 : 2),
  )
  // two wide fields of a deal in one document would be too expensive
  const size = nodes ? 3 : name === 'deal' ? 1 : 2
  const chunks = Array.from({ length: Math.ceil(parts.length / size) }, (_, i) =>
    parts.slice(size * i, size * (i + 1)).join(' '),
  )
  return chunks.map((chunk) =>
    nodes
      ? `${name}${listArguments} { totalCount nodes { ${chunk} } }`
      : `${name}${listArguments} { ${chunk} }`,
  )
}

describe('an answer', () => {
  it.each(Object.keys(queries))('contains no canary word for a viewer without access: %s', async (name) => {
    for (const viewer of viewers()) {
      const viewerLabel = [viewer.role, viewer.relation, viewer.clearance]
      for (const field of fieldSelections(name)) {
        const { headers: _, ...answer } = await ancrage.send(viewer.token, `{ ${field} }`)
        expect([...viewerLabel, leaks(JSON.stringify(answer), viewer)]).toEqual([...viewerLabel, []])
        if (answer.errors) expect([field, answer.errors[0]!.extensions.code]).toEqual([field, 'FORBIDDEN'])
      }
    }
  })

  it('contains the canary words for a viewer with full access', async () => {
    const reader = world.viewers.find(({ relation, role }) => relation === 'LISTED' && role === 'HEAD')!
    const texts: string[] = []
    for (const field of Object.keys(queries).flatMap(fieldSelections))
      texts.push(JSON.stringify((await ancrage.send(reader.token, `{ ${field} }`)).data))
    expect([secret.word, secret.codeWord].filter((word) => !texts.join('').includes(word))).toEqual([])
  })
})

const queriesWith = (argument: string) =>
  Object.values(schema.getQueryType()!.getFields()).filter(
    ({ name, args }) => args.some((arg) => arg.name === argument) && name !== 'contactsToReview',
  )
const lists = queriesWith('orderBy')
const statistics = queriesWith('measures')
const inputOf = (field: GraphQLField<unknown, unknown>, name: string) =>
  getNamedType(field.args.find((arg) => arg.name === name)!.type) as GraphQLInputObjectType

/** Returns a filter for each text that `depth` relations can reach: `{ prospect: { name: { contains: "…" } } }`. */
function textFilters(type: GraphQLInputObjectType, depth: number, operator: string, text: string): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: wrapped }) => {
    const inner = getNamedType(wrapped)
    if (['and', 'or', 'not'].includes(name) || !isInputObjectType(inner)) return []
    const operators = Object.keys(inner.getFields())
    if (operators.includes('contains'))
      return operators.includes(operator) ? [`{ ${name}: { ${operator}: "${text}" } }`] : []
    if (depth === 0 || isListType(wrapped)) return []
    // not all filters of a related row have a value of then
    return textFilters(inner, name === 'asKnown' ? 0 : depth - 1, operator, text)
      .map((filter) => `${name}: ${addRequired(inner, filter)}`)
      .map((filter) => (name === 'countOf' ? `{ count: { gte: 1 }, ${filter} }` : `{ ${filter} }`))
  })
}

/** Adds the arguments that a filter requires: the instant of one on what was known then. */
function addRequired(type: GraphQLInputObjectType, filter: string): string {
  const required = Object.values(type.getFields()).filter(isRequiredInputField)
  return required.reduce(
    (text, { name }) => text.replace('{ ', `{ ${name}: "${new Date().toISOString()}", `),
    filter,
  )
}

/** Returns an `orderBy` entry for each field that `depth` relations can reach. */
function orders(type: GraphQLInputObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: wrapped }) => {
    const inner = getNamedType(wrapped)
    if (isLeafType(inner)) return [`{ ${name}: ASC }`]
    return depth === 0 ? [] : orders(inner, depth - 1).map((order) => `{ ${name}: ${order} }`)
  })
}

async function runBatched(viewer: MatrixViewer, fields: readonly string[]): Promise<any[]> {
  const answers: any[] = []
  for (let i = 0; i < fields.length; i += 40) {
    const some = fields.slice(i, i + 40)
    const { data, errors } = await ancrage.send(
      viewer.token,
      `{ ${some.map((text, n) => `a${n}: ${text}`).join('\n')} }`,
    )
    if (errors) throw new Error(JSON.stringify(errors))
    answers.push(...some.map((_, n) => data![`a${n}`]))
  }
  return answers
}

/** Returns viewers with SECRET clearance: some do not see the SECRET deal at all, others see it masked. */
const guessers = () =>
  world.viewers.filter(
    ({ role, clearance, relation }) =>
      clearance === 'SECRET' &&
      ((role === 'HEAD' && relation === 'OTHER') || (role === 'OFFICER' && relation === 'SUPPORT')),
  )

/** The first measure of each statistic is the count. */
describe.each(statistics.map((statistic) => [statistic.name, statistic] as const))(
  '%s',
  (name, statistic) => {
    it('returns the same count for a text of a hidden row as for an unknown text', async () => {
      const [measure] = (
        getNamedType(statistic.args.find((arg) => arg.name === 'measures')!.type) as GraphQLEnumType
      ).getValues()
      const fieldsFor = (text: string) =>
        textFilters(inputOf(statistic, 'where'), 2, 'contains', text).map(
          (where) => `${name}(where: ${where}, measures: [${measure!.name}]) { values { number } }`,
        )
      for (const viewer of guessers())
        expect(await runBatched(viewer, fieldsFor(secret.word))).toEqual(
          await runBatched(viewer, fieldsFor('Xylophone')),
        )
    })
  },
)

describe.each(lists.map((list) => [list.name, list] as const))('%s', (name, list) => {
  const subject = () => (name === 'history' ? `subject: "${secret.deal}", ` : '')

  it('returns the same count for a text of a hidden row as for an unknown text', async () => {
    const fieldsFor = (operator: string, text: string) =>
      textFilters(inputOf(list, 'where'), 2, operator, text).map(
        (where) => `${name}(${subject()}where: ${where}) { totalCount }`,
      )
    const guesses: [string, string][] = [
      ['contains', secret.word],
      ['startsWith', secret.word],
      ['eq', `${secret.word} Group`],
    ]
    for (const viewer of guessers())
      for (const [operator, text] of guesses)
        expect(await runBatched(viewer, fieldsFor(operator, text))).toEqual(
          await runBatched(viewer, fieldsFor(operator, 'Xylophone')),
        )
  })

  it('puts no canary word into a cursor, for every orderBy', async () => {
    const fields = orders(inputOf(list, 'orderBy'), 2).map(
      (order) => `${name}(${subject()}orderBy: [${order}], first: 100) { edges { cursor } }`,
    )
    for (const viewer of guessers()) {
      const cursors = (await runBatched(viewer, fields)).flatMap(({ edges }) =>
        edges.map(({ cursor }: { cursor: string }) => Buffer.from(cursor, 'base64').toString()),
      )
      expect(leaks(cursors.join('\n'), viewer)).toEqual([])
    }
  })
})

describe('a hidden row', () => {
  const singles = Object.entries(queries).filter(([, { buildQuery }]) =>
    /\(id: |\(subject: /.test(buildQuery({} as Planted)),
  )
  it.each(singles)(
    'gets the same answer from %s as a missing row, at the same cost',
    async (_, { buildQuery }) => {
      const missing = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
      const absent = Object.fromEntries(Object.keys(secret).map((key) => [key, missing])) as never as Planted
      for (const viewer of guessers().filter(({ access }) => access('SECRET') === 'NONE')) {
        const answerAbout = async (planted: Planted) => {
          const { headers: __, ...answer } = await ancrage.send(
            viewer.token,
            `{ ${buildQuery(planted).replace('SITE', missing)} }`,
          )
          return answer
        }
        expect(await answerAbout(secret)).toEqual(await answerAbout(absent))
      }
    },
  )
})

describe('search', () => {
  const spellings = (word: string) => [
    word,
    word.toLowerCase(),
    word.slice(0, -2),
    word.replace('k', 'kk'),
    `SA ${word}`,
  ]
  const searchAs = async (viewer: MatrixViewer, texts: readonly string[]) => {
    const fields = texts.map(
      (text, i) => `a${i}: search(text: "${text}", first: 100) { id title field highlight { text } }`,
    )
    const { headers: _, ...answer } = await ancrage.send(viewer.token, `{ ${fields.join('\n')} }`)
    return answer
  }

  it('does not find a canary word for a viewer without access, in any spelling', async () => {
    for (const viewer of viewers())
      for (const { level, word, codeWord } of world.planted) {
        const access = viewer.access(level)
        if (access !== 'FULL')
          expect(leaks(JSON.stringify(await searchAs(viewer, spellings(word))), viewer)).toEqual([])
        if (access === 'NONE')
          expect(leaks(JSON.stringify(await searchAs(viewer, spellings(codeWord))), viewer)).toEqual([])
      }
  })

  it('finds the canary word for a viewer with full access', async () => {
    const reader = world.viewers.find(({ relation, role }) => relation === 'LISTED' && role === 'HEAD')!
    const answer = await searchAs(reader, spellings(secret.word))
    for (const hits of Object.values<any[]>(answer.data))
      expect(hits.map(({ id }) => id)).toEqual(
        expect.arrayContaining([secret.prospect, secret.deal, secret.claim]),
      )
  })
})
