/** Two HEADs raise and lower the confidentiality of a deal as fast as they can, while others read it all the time. */
import { anAncrage, type Ancrage } from '../ancrage.js'
import { late, watchEarly, type EarlyAnswers } from '../early-answers.js'
import { create } from './witnessed-deal.js'
import { expectedAccess, type Access, type Level } from './table.js'
import { createUser } from './world.js'

let ancrage: Ancrage
let early: EarlyAnswers
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 100_000_000, poolSize: 10 })
  early = watchEarly()
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

const rounds = 20

/** A change that was acknowledged: from when it may have been in force, and from when it was. */
interface Change {
  version: number
  level: Level
  sent: number
  done: number
}

interface ADeal {
  id: string
  /** Its title, and the name or text of all that hangs on it. */
  word: string
}

interface Reading {
  sent: number
  done: number
  found: any
}

/** Of a level and the other in turn; who comes second by a hair is told CONFLICT, and tries again. */
async function changing(
  token: string,
  { id, word }: ADeal,
  levels: [Level, Level],
  changes: Change[],
): Promise<void> {
  const text =
    'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { version confidentiality title masked } }'
  for (let n = 0; n < rounds;) {
    const { data } = await ancrage.send(token, `{ deal(id: "${id}") { version confidentiality } }`)
    const { version, confidentiality } = data.deal
    const to = levels.find((level) => level !== confidentiality)!
    const sent = performance.now()
    const answer = await ancrage.send(token, text, { input: { id, version, confidentiality: to } })
    const done = performance.now()
    if (answer.errors) {
      expect(answer.errors[0]!.extensions).toMatchObject({ code: 'CONFLICT' })
      continue
    }
    n++
    const changed = answer.data.updateDeal
    expect(changed).toMatchObject({ confidentiality: to, masked: false, title: word })
    changes.push({ version: changed.version, level: to, sent, done })
  }
}

const ways = `query ($id: ID!, $word: String!) {
  deal(id: $id) { version masked title confidentiality prospect { name } claims { totalCount } }
  deals(where: { id: { eq: $id } }) { totalCount nodes { version masked title } }
  byTitle: deals(where: { title: { eq: $word } }) { totalCount }
  prospects(where: { name: { eq: $word } }) { totalCount }
  claims(where: { statement: { eq: $word } }) { totalCount }
  pipelineStatus(where: { id: { eq: $id } }) { total { deals } }
}`

/** One after the other, as long as there are changes. */
async function reading(
  token: string,
  deal: ADeal,
  goesOn: () => boolean,
  headers: object,
): Promise<Reading[]> {
  const readings: Reading[] = []
  while (goesOn()) {
    const sent = performance.now()
    const { data, errors } = await ancrage.send(token, ways, deal, { ...headers })
    if (errors) throw new Error(JSON.stringify(errors))
    readings.push({ sent, done: performance.now(), found: data })
  }
  return readings
}

/** All of an answer is of one moment. */
function whole(word: string, access: Access, version: number | undefined, level: Level | undefined): object {
  const [full, some] = [access === 'FULL', access !== 'NONE']
  const count = { totalCount: full ? 1 : 0 }
  const said = { version, masked: !full, title: full ? word : 'Narwhal' }
  return {
    deal: some
      ? { ...said, confidentiality: level, prospect: full ? { name: word } : null, claims: count }
      : null,
    deals: { totalCount: some ? 1 : 0, nodes: some ? [said] : [] },
    byTitle: count,
    prospects: count,
    claims: count,
    pipelineStatus: { total: { deals: some ? 1 : 0 } },
  }
}

it.each([
  ['an officer of the team', ['RESTRICTED', 'SECRET'], 'awex', 'LEAD'],
  ['a stranger', ['OPEN', 'SECRET'], 'cabinet-michel', 'OTHER'],
  ['a stranger', ['INTERNAL', 'RESTRICTED'], 'cabinet-michel', 'OTHER'],
] as const)(
  '%s reads what the deal was at one moment, and never what was changed before he asked: %j',
  async (_, [low, high], agency, relation) => {
    const heads = [
      await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' }),
      await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' }),
    ]
    const { token } = await createUser(ancrage, { agency, role: 'OFFICER', clearance: 'SECRET' })
    const word = `Quokka of ${relation} ${low}`
    const prospect = (await create(ancrage, 'createProspect', { name: word })).id as string
    const { id } = await create(ancrage, 'openDeal', {
      ...{ codeName: 'Narwhal', title: word, prospect, confidentiality: low },
    })
    const source = { kind: 'PRESS' }
    await create(ancrage, 'recordClaim', {
      deal: id,
      statement: word,
      statedOn: '2018-02-06',
      source,
    })
    for (const { id: user } of heads) await create(ancrage, 'addToNeedToKnow', { deal: id, user })
    const first = (await ancrage.send(heads[0]!.token, `{ deal(id: "${id}") { version } }`)).data.deal.version
    const changes: Change[] = [{ version: first, level: low, sent: 0, done: 0 }]
    let busy = true
    const changed = Promise.all(
      heads.map((head) => changing(head.token, { id, word }, [low, high], changes)),
    ).finally(() => (busy = false))
    const read = [late, {}, {}].map((headers) => reading(token, { id, word }, () => busy, headers))
    const [readings] = await Promise.all([Promise.all(read).then((all) => all.flat()), changed])

    const outcomes = new Set<string>()
    for (const { sent, done, found } of readings) {
      const known = Math.max(...changes.filter((change) => change.done < sent).map(({ version }) => version))
      const possible = changes.filter((change) => change.version >= known && change.sent <= done)
      const accessOf = ({ level }: Change) => expectedAccess(level, 'OFFICER', 'SECRET', relation)
      const candidates = found.deal
        ? possible.filter(({ version }) => version === found.deal.version)
        : possible.filter((change) => accessOf(change) === 'NONE')
      expect(candidates.length).toBeGreaterThan(0)
      const { version, level } = candidates[0]!
      const access = accessOf(candidates[0]!)
      expect(found).toEqual(whole(word, access, version, level))
      outcomes.add(access)
    }
    // both were met: the readers were not too slow to see anything
    expect([...outcomes].sort()).toEqual(
      [...new Set([low, high].map((level) => expectedAccess(level, 'OFFICER', 'SECRET', relation)))].sort(),
    )
    expect(early.was()).toBe(true)
  },
  60_000,
)
