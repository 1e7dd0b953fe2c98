/** Words planted in every text of a deal, looked for in every answer to whoever may not read them. */
import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql'
import { anAncrage, type Ancrage } from '../ancrage.js'
import { schema } from '../schema.js'
import { part } from './selection.js'
import { queries, type Planted } from './table.js'
import { plant, type MatrixViewer, type AccessWorld } from './world.js'

let ancrage: Ancrage
let world: AccessWorld
let secret: Planted
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 100_000_000 })
  world = await plant(ancrage)
  secret = world.planted.find(({ level }) => level === 'SECRET')!
}, 120_000)
afterAll(() => ancrage.stop())

/** Of each relation and clearance one; the roles take turns. */
const viewers = () => world.viewers.filter((_, i) => i % 3 === 0)

/** What a viewer must not read anywhere. */
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

/** A query with all that it shows, in several questions: together they would cost too much. */
function asksFor(name: string): string[] {
  const field = schema.getQueryType()!.getFields()[name]!
  const asked = queries[name]!.ask(secret).replace('SITE', world.site)
  const args = /^\w+(\((?:[^()]|\([^)]*\))*\))?/.exec(asked)![1] ?? ''
  const type = getNamedType(field.type) as GraphQLObjectType
  const nodes = type.getFields().nodes
  const given = name === 'history' || !nodes ? args : '(first: 3)'
  const shown = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type
  const parts = Object.values(shown.getFields()).flatMap((each) =>
    part(each, nodes || name === 'weeklySummary' || name === 'search' ? 1 : 2),
  )
  const size = nodes ? 3 : 2
  const chunks = Array.from({ length: Math.ceil(parts.length / size) }, (_, i) =>
    parts.slice(size * i, size * (i + 1)).join(' '),
  )
  return chunks.map((chunk) =>
    nodes ? `${name}${given} { totalCount nodes { ${chunk} } }` : `${name}${given} { ${chunk} }`,
  )
}

describe('no planted word is in an answer to whoever may not read it', () => {
  it.each(Object.keys(queries))('of %s, with all that it shows', async (name) => {
    for (const viewer of viewers()) {
      const who = [viewer.role, viewer.relation, viewer.clearance]
      for (const asked of asksFor(name)) {
        const { headers: _, ...told } = await ancrage.send(viewer.token, `{ ${asked} }`)
        expect([...who, leaks(JSON.stringify(told), viewer)]).toEqual([...who, []])
        if (told.errors) expect([asked, told.errors[0]!.extensions.code]).toEqual([asked, 'FORBIDDEN'])
      }
    }
  })

  it('and whoever may read them finds them', async () => {
    const reader = world.viewers.find(({ relation, role }) => relation === 'LISTED' && role === 'HEAD')!
    const texts: string[] = []
    for (const asked of Object.keys(queries).flatMap(asksFor))
      texts.push(JSON.stringify((await ancrage.send(reader.token, `{ ${asked} }`)).data))
    expect([secret.word, secret.codeWord].filter((word) => !texts.join('').includes(word))).toEqual([])
  })
})

const asking = (argument: string) =>
  Object.values(schema.getQueryType()!.getFields()).filter(
    ({ name, args }) => args.some((arg) => arg.name === argument) && name !== 'contactsToReview',
  )
const lists = asking('orderBy')
const statistics = asking('measures')
const inputOf = (field: GraphQLField<unknown, unknown>, name: string) =>
  getNamedType(field.args.find((arg) => arg.name === name)!.type) as GraphQLInputObjectType

/** Every way to a text of so many steps: `{ prospect: { name: { contains: "…" } } }`. */
function textFilters(type: GraphQLInputObjectType, depth: number, operator: string, text: string): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: wrapped }) => {
    const inner = getNamedType(wrapped)
    if (['and', 'or', 'not'].includes(name) || !isInputObjectType(inner)) return []
    const operators = Object.keys(inner.getFields())
    if (operators.includes('contains'))
      return operators.includes(operator) ? [`{ ${name}: { ${operator}: "${text}" } }`] : []
    if (depth === 0 || isListType(wrapped)) return []
    return textFilters(inner, depth - 1, operator, text).map((filter) => `{ ${name}: ${filter} }`)
  })
}

/** Every path of an order. */
function orders(type: GraphQLInputObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: wrapped }) => {
    const inner = getNamedType(wrapped)
    if (isLeafType(inner)) return [`{ ${name}: ASC }`]
    return depth === 0 ? [] : orders(inner, depth - 1).map((order) => `{ ${name}: ${order} }`)
  })
}

async function batched(viewer: MatrixViewer, asked: readonly string[]): Promise<any[]> {
  const answers: any[] = []
  for (let i = 0; i < asked.length; i += 40) {
    const some = asked.slice(i, i + 40)
    const { data, errors } = await ancrage.send(
      viewer.token,
      `{ ${some.map((text, n) => `a${n}: ${text}`).join('\n')} }`,
    )
    if (errors) throw new Error(JSON.stringify(errors))
    answers.push(...some.map((_, n) => data![`a${n}`]))
  }
  return answers
}

/** From whom the SECRET deal is hidden wholly, and who knows that there is one. */
const guessers = () =>
  world.viewers.filter(
    ({ role, clearance, relation }) =>
      clearance === 'SECRET' &&
      ((role === 'HEAD' && relation === 'OTHER') || (role === 'OFFICER' && relation === 'SUPPORT')),
  )

/** What every statistic counts, first of all. */
describe.each(statistics.map((statistic) => [statistic.name, statistic] as const))(
  '%s',
  (name, statistic) => {
    it('counts alike by what is written in a hidden row and by what is written nowhere', async () => {
      const [measure] = (
        getNamedType(statistic.args.find((arg) => arg.name === 'measures')!.type) as GraphQLEnumType
      ).getValues()
      const asking = (text: string) =>
        textFilters(inputOf(statistic, 'where'), 2, 'contains', text).map(
          (where) => `${name}(where: ${where}, measures: [${measure!.name}]) { values { number } }`,
        )
      for (const viewer of guessers())
        expect(await batched(viewer, asking(secret.word))).toEqual(await batched(viewer, asking('Xylophone')))
    })
  },
)

describe.each(lists.map((list) => [list.name, list] as const))('%s', (name, list) => {
  const subject = () => (name === 'history' ? `subject: "${secret.deal}", ` : '')

  it('counts alike by what is written in a hidden row and by what is written nowhere', async () => {
    const asking = (operator: string, text: string) =>
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
        expect(await batched(viewer, asking(operator, text))).toEqual(
          await batched(viewer, asking(operator, 'Xylophone')),
        )
  })

  it('shows no planted word in a cursor, however it is ordered', async () => {
    const asking = orders(inputOf(list, 'orderBy'), 2).map(
      (order) => `${name}(${subject()}orderBy: [${order}], first: 100) { edges { cursor } }`,
    )
    for (const viewer of guessers()) {
      const cursors = (await batched(viewer, asking)).flatMap(({ edges }) =>
        edges.map(({ cursor }: { cursor: string }) => Buffer.from(cursor, 'base64').toString()),
      )
      expect(leaks(cursors.join('\n'), viewer)).toEqual([])
    }
  })
})

describe('a row that is hidden', () => {
  const singles = Object.entries(queries).filter(([, { ask }]) =>
    /\(id: |\(subject: /.test(ask({} as Planted)),
  )
  it.each(singles)('is answered by %s like one that is missing, at the same cost', async (_, { ask }) => {
    const missing = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
    const absent = Object.fromEntries(Object.keys(secret).map((key) => [key, missing])) as never as Planted
    for (const viewer of guessers().filter(({ access }) => access('SECRET') === 'NONE')) {
      const said = async (planted: Planted) => {
        const { headers: __, ...told } = await ancrage.send(
          viewer.token,
          `{ ${ask(planted).replace('SITE', missing)} }`,
        )
        return told
      }
      expect(await said(secret)).toEqual(await said(absent))
    }
  })
})

describe('search', () => {
  const ways = (word: string) => [
    word,
    word.toLowerCase(),
    word.slice(0, -2),
    word.replace('k', 'kk'),
    `SA ${word}`,
  ]
  const found = async (viewer: MatrixViewer, texts: readonly string[]) => {
    const asked = texts.map(
      (text, i) => `a${i}: search(text: "${text}", first: 100) { id title field highlight { text } }`,
    )
    const { headers: _, ...told } = await ancrage.send(viewer.token, `{ ${asked.join('\n')} }`)
    return told
  }

  it('finds nobody a planted word whom it is withheld from, however it is written', async () => {
    for (const viewer of viewers())
      for (const { level, word, codeWord } of world.planted) {
        const access = viewer.access(level)
        if (access !== 'FULL')
          expect(leaks(JSON.stringify(await found(viewer, ways(word))), viewer)).toEqual([])
        if (access === 'NONE')
          expect(leaks(JSON.stringify(await found(viewer, ways(codeWord))), viewer)).toEqual([])
      }
  })

  it('finds it for whoever may read it', async () => {
    const reader = world.viewers.find(({ relation, role }) => relation === 'LISTED' && role === 'HEAD')!
    const told = await found(reader, ways(secret.word))
    for (const hits of Object.values<any[]>(told.data))
      expect(hits.map(({ id }) => id)).toEqual(
        expect.arrayContaining([secret.prospect, secret.deal, secret.claim]),
      )
  })
})
