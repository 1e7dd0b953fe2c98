/** A deal with rows in every list, queries that can show it, and the answer to expect for each access. */
import type { TestService } from '../test-service.js'
import type { Access, Level } from './table.js'

export interface TestUser {
  id: string
  token: string
}

export interface WitnessedDeal {
  id: string
  reference: string
  /** Word in every text that only FULL access shows. */
  word: string
  codeName: string
  /** ISO week in which no other deal was opened. */
  week: string
  level: Level
}

/** Runs a mutation, by default as the HEAD of Awex. Returns its result. */
export async function runMutation(
  { run }: TestService,
  mutation: string,
  input: object,
  selection = 'id',
  email = 'head@awex.example',
): Promise<any> {
  const text = `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${selection} } }`
  return (await run(email, text, { input }))[mutation]
}

let dealCount = 0

/** Creates a deal. The witness is on its need-to-know list and can therefore always read its history. */
export async function createWitnessedDeal(
  ancrage: TestService,
  level: Level,
  witness: TestUser,
): Promise<WitnessedDeal> {
  const n = dealCount++
  const [word, codeName] = [`Quokka${n}x`, `Narwhal${n}x`]
  const prospect = (await runMutation(ancrage, 'createProspect', { name: `${word} Group` })).id as string
  await runMutation(ancrage, 'createContact', { name: `${word} Person`, prospect })
  const monday = new Date(Date.UTC(2010, 0, 4 + 7 * n))
  const deal = await runMutation(
    ancrage,
    'openDeal',
    {
      ...{ codeName, title: `${word} title`, description: `${word} description`, prospect },
      confidentiality: level,
      openedOn: monday.toISOString().slice(0, 10),
    },
    'id reference',
  )
  await runMutation(ancrage, 'recordClaim', {
    deal: deal.id,
    statement: `${word} statement`,
    statedOn: '2018-02-06',
    source: { kind: 'PRESS' },
  })
  await runMutation(ancrage, 'addTask', { deal: deal.id, title: `${word} task`, dueOn: '2018-02-07' })
  await runMutation(ancrage, 'addToNeedToKnow', { deal: deal.id, user: witness.id })
  return { ...deal, word, codeName, week: `2010-W${String(n + 1).padStart(2, '0')}`, level }
}

export const accessQueries = `query ($id: ID!, $reference: String!, $word: String!, $week: IsoWeek!) {
  byId: deal(id: $id) { masked title description codeName prospect { name } claims { totalCount } }
  byReference: deal(reference: $reference) { id }
  listed: deals(where: { id: { eq: $id } }) { totalCount nodes { masked title } }
  byTitle: deals(where: { title: { contains: $word } }) { totalCount }
  byProspect: deals(where: { prospect: { name: { contains: $word } } }) { totalCount }
  byCodeName: deals(where: { codeName: { startsWith: "Narwhal" }, id: { eq: $id } }) { totalCount }
  prospects(where: { name: { contains: $word } }) { totalCount }
  contacts(where: { name: { contains: $word } }) { totalCount }
  claims(where: { statement: { contains: $word } }) { totalCount }
  tasks(where: { title: { contains: $word } }) { totalCount }
  pipelineStatus(where: { id: { eq: $id } }) { total { deals } }
  weeklySummary(agency: "awex", week: $week) { entered { deals } movements { deal { title } } }
  history(subject: $id, first: 1) { nodes { subjectId } }
}`

/** Returns the answer to `accessQueries` for a viewer with this access. */
export function expectedView({ id, word, codeName }: WitnessedDeal, access: Access): object {
  const [full, some] = [access === 'FULL', access !== 'NONE']
  const countOf = (is: boolean) => ({ totalCount: is ? 1 : 0 })
  const title = full ? `${word} title` : codeName
  return {
    byId: some
      ? {
          ...{ masked: !full, title, codeName, description: full ? `${word} description` : null },
          ...{ prospect: full ? { name: `${word} Group` } : null, claims: countOf(full) },
        }
      : null,
    byReference: some ? { id } : null,
    listed: { ...countOf(some), nodes: some ? [{ masked: !full, title }] : [] },
    byTitle: countOf(full),
    byProspect: countOf(full),
    byCodeName: countOf(some),
    prospects: countOf(full),
    contacts: countOf(full),
    claims: countOf(full),
    tasks: countOf(full),
    pipelineStatus: { total: { deals: some ? 1 : 0 } },
    weeklySummary: { entered: { deals: some ? 1 : 0 }, movements: some ? [{ deal: { title } }] : [] },
    history: { nodes: full ? [{ subjectId: id }] : [] },
  }
}
