/** A deal with what hangs on it, all the ways in which it may be seen, and what they show by the access that a viewer has. */
import type { Ancrage } from '../ancrage.js'
import type { Access, Level } from './table.js'

export interface TestUser {
  id: string
  token: string
}

export interface WitnessedDeal {
  id: string
  reference: string
  /** In every text that only FULL access shows. */
  word: string
  codeName: string
  /** In which no other deal was opened. */
  week: string
  level: Level
}

/** By the HEAD of Awex, unless somebody else is named. */
export async function create(
  { get }: Ancrage,
  mutation: string,
  input: object,
  selection = 'id',
  email = 'head@awex.example',
): Promise<any> {
  const text = `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${selection} } }`
  return (await get(email, text, { input }))[mutation]
}

let opened = 0

/** The witness stands on its list, so that somebody reads its history whatever happens. */
export async function createWitnessedDeal(
  ancrage: Ancrage,
  level: Level,
  witness: TestUser,
): Promise<WitnessedDeal> {
  const n = opened++
  const [word, codeName] = [`Quokka${n}x`, `Narwhal${n}x`]
  const prospect = (await create(ancrage, 'createProspect', { name: `${word} Group` })).id as string
  await create(ancrage, 'createContact', { name: `${word} Person`, prospect })
  const monday = new Date(Date.UTC(2010, 0, 4 + 7 * n))
  const deal = await create(
    ancrage,
    'openDeal',
    {
      ...{ codeName, title: `${word} title`, description: `${word} description`, prospect },
      confidentiality: level,
      openedOn: monday.toISOString().slice(0, 10),
    },
    'id reference',
  )
  await create(ancrage, 'recordClaim', {
    deal: deal.id,
    statement: `${word} statement`,
    statedOn: '2018-02-06',
    source: { kind: 'PRESS' },
  })
  await create(ancrage, 'addTask', { deal: deal.id, title: `${word} task`, dueOn: '2018-02-07' })
  await create(ancrage, 'addToNeedToKnow', { deal: deal.id, user: witness.id })
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

/** All that the ways show, by the access that the viewer has. */
export function expectedView({ id, word, codeName }: WitnessedDeal, access: Access): object {
  const [full, some] = [access === 'FULL', access !== 'NONE']
  const counted = (is: boolean) => ({ totalCount: is ? 1 : 0 })
  const title = full ? `${word} title` : codeName
  return {
    byId: some
      ? {
          ...{ masked: !full, title, codeName, description: full ? `${word} description` : null },
          ...{ prospect: full ? { name: `${word} Group` } : null, claims: counted(full) },
        }
      : null,
    byReference: some ? { id } : null,
    listed: { ...counted(some), nodes: some ? [{ masked: !full, title }] : [] },
    byTitle: counted(full),
    byProspect: counted(full),
    byCodeName: counted(some),
    prospects: counted(full),
    contacts: counted(full),
    claims: counted(full),
    tasks: counted(full),
    pipelineStatus: { total: { deals: some ? 1 : 0 } },
    weeklySummary: { entered: { deals: some ? 1 : 0 }, movements: some ? [{ deal: { title } }] : [] },
    history: { nodes: full ? [{ subjectId: id }] : [] },
  }
}
