/** A deal of each level, with rows of every kind and its own canary words in every text, and a viewer of every kind. */
import { randomBytes, randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/core/token.js'
import type { TestService } from '../test-service.js'
import {
  expectedAccess,
  levels,
  accessRelations,
  matrixRoles,
  type Access,
  type Level,
  type Relation,
  type MatrixRole,
  type Planted,
} from './table.js'

const head = 'head@awex.example'

export interface MatrixViewer {
  role: MatrixRole
  clearance: Level
  relation: Relation
  token: string
  access: (deal: Level) => Access
}

export interface AccessFixture {
  planted: Planted[]
  viewers: MatrixViewer[]
  site: string
}

const agencyOf: Record<Relation, string> = {
  LEAD: 'awex',
  SUPPORT: 'liege-airport',
  INFORMED: 'logistics-in-wallonia',
  FORMER: 'cabinet-jeholet',
  OTHER: 'cabinet-michel',
  LISTED: 'cabinet-michel',
}

export async function createAccessFixture(ancrage: TestService): Promise<AccessFixture> {
  const planted: Planted[] = []
  for (const level of levels) planted.push(await plantDeal(ancrage, level))
  await runMutation(ancrage, 'issueWeeklySummary', { agency: 'awex', week: '2018-W06' })
  const site = await runMutation(ancrage, 'createSite', { name: 'A site', kind: 'GREENFIELD' })
  const viewers = await createViewers(ancrage, planted)
  // viewers do not see entries from before they could see the deal
  for (const { deal } of planted) {
    const { version } = (await ancrage.run(head, `{ deal(id: "${deal}") { version } }`)).deal
    await runMutation(ancrage, 'updateDeal', { id: deal, version, nextReview: '2019-01-08' })
  }
  return { planted, viewers, site: site.id }
}

async function runMutation(
  { run }: TestService,
  mutation: string,
  input: object,
  selection = 'id',
): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`
  return (await run(head, text, { input }))[mutation]
}

/** Inserts a verification by a user who is not the officer and cannot see the deal. */
async function insertVerification({ owner }: TestService, deal: string, note: string): Promise<void> {
  await owner.query(
    `insert into landing_verification (id, deal_id, by_id, recorded_at, note)
     select gen_random_uuid(), $1, id, now(), $2 from "user" where email = 'admin@awex.example'`,
    [deal, note],
  )
}

const day = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }

async function plantDeal(ancrage: TestService, level: Level): Promise<Planted> {
  const make = async (mutation: string, input: object): Promise<string> =>
    (await runMutation(ancrage, mutation, input)).id
  const word = `Quokka${level}`
  const codeWord = `Narwhal${level}`
  const source = { kind: 'PRESS', name: `${word} Times`, address: `https://press.example/${word}` }
  const prospect = await make('createProspect', {
    name: `${word} Group`,
    aliases: [`${word} alias`],
    legalName: `${word} NV`,
    city: `${word} City`,
    website: `https://${word.toLowerCase()}.example/${word}`,
    country: 'CN',
  })
  const contact = await make('createContact', {
    name: `${word} Person`,
    jobTitle: `${word} director`,
    emails: [`${word.toLowerCase()}@firm.example`],
    prospect,
  })
  const person = await ancrage.run(head, `{ contact(id: "${contact}") { employments { nodes { id } } } }`)
  const openedDeal = await runMutation(
    ancrage,
    'openDeal',
    {
      codeName: codeWord,
      title: `${word} title`,
      description: `${word} description`,
      confidentiality: level,
      openedOn: '2018-01-08',
      prospect,
    },
    'id version reference',
  )
  const deal = openedDeal.id as string
  for (const [agency, role] of [
    ['liege-airport', 'SUPPORT'],
    ['logistics-in-wallonia', 'INFORMED'],
    ['cabinet-jeholet', 'SUPPORT'],
  ])
    await make('joinDeal', { deal, agency, role, from: '2018-01-09' })
  await make('leaveDeal', { deal, agency: 'cabinet-jeholet', until: '2018-01-20' })
  const onwards = { id: deal, effectiveOn: '2018-02-06', override: true, reason: `${word} reason` }
  const versionOf = async () =>
    (await ancrage.run(head, `{ deal(id: "${deal}") { version } }`)).deal.version as number
  await make('moveDeal', { ...onwards, version: await versionOf(), to: 'SHORTLISTED' })
  await make('updateDeal', {
    id: deal,
    version: await versionOf(),
    lossReasons: [{ code: 'SITE', wording: `${word} loss`, source }],
    lossDestination: { town: `${word} town`, country: 'NL' },
  })
  const projection = await make('projectJobs', {
    deal,
    kind: 'DIRECT',
    horizon: 'FULL',
    low: 30,
    standing: 'REPORTED',
    statedOn: '2018-02-06',
    wording: `${word} jobs`,
    wordingLanguage: 'EN',
    source,
  })
  const location = await make('addLocation', {
    deal,
    town: `${word} ville`,
    country: 'BE',
    standing: 'CANDIDATE',
  })
  const meeting = await make('recordMeeting', {
    title: `${word} talk`,
    place: `${word} hall`,
    topics: [`${word} topic`],
    outcome: `${word} outcome`,
    when: day,
    deals: [deal],
    participants: [{ contact }, { description: `${word} visitor` }],
  })
  const agreement = await make('recordAgreement', {
    title: `${word} memorandum`,
    place: `${word} palace`,
    kind: 'MOU',
    standing: 'SIGNED',
    signedOn: '2018-02-06',
    parties: [{ agency: 'awex' }, { prospect }, { name: `${word} party` }],
    deals: [deal],
  })
  const claim = await make('recordClaim', {
    deal,
    statement: `${word} statement`,
    wording: `${word} wording`,
    wordingLanguage: 'EN',
    statedOn: '2018-02-06',
    source,
  })
  const grading = { id: claim, version: 1, standing: 'CONFIRMED', gradedOn: '2018-02-07' }
  await make('gradeClaim', { ...grading, reason: `${word} grade` })
  const task = await make('addTask', {
    title: `${word} task`,
    details: `${word} details`,
    deal,
    dueOn: '2018-02-07',
  })
  await insertVerification(ancrage, deal, `${word} note`)
  const handover = await insertHandover(ancrage, deal, word)
  await insertOffer(ancrage, deal, word)
  const { deal: created } = await ancrage.run(
    head,
    `{ deal(id: "${deal}") { transitions { nodes { id } } team { id } } }`,
  )
  return {
    ...{
      level,
      word,
      codeWord,
      reference: openedDeal.reference,
      deal,
      prospect,
      contact,
      employment: person.contact.employments.nodes[0].id,
      meeting,
      agreement,
    },
    ...{ claim, task, location, projection, handover },
    move: created.transitions.nodes[0].id,
    member: created.team[0].id,
  }
}

/** Inserts a handover without changing the team. Returns its id. */
async function insertHandover({ owner }: TestService, deal: string, word: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into handover (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, recorded_at)
     select gen_random_uuid(), $1, a.id, b.id, '2018-02-06', $2, u.id, '2018-02-06 12:00Z'
       from agency a, agency b, "user" u where a.code = 'liege-airport' and b.code = 'awex' and u.email = $3
     returning id`,
    [deal, `${word} handover`, head],
  )
  return rows[0]!.id
}

/** Inserts a declined offer of the lead to an agency of its own, whose HEADs would see it. */
async function insertOffer({ owner }: TestService, deal: string, word: string): Promise<void> {
  await owner.query(
    `with receiver as (
       insert into agency (id, code, name, kind, created_at, updated_at)
       values (gen_random_uuid(), 'receiver-' || md5($2), 'A receiver', 'CLUSTER', now(), now()) returning id
     )
     insert into handover_offer (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, offered_at,
                                 status, decided_by_id, decided_at, answer)
     select gen_random_uuid(), d.id, d.lead_agency_id, r.id, '2018-02-06', $2 || ' offer', u.id, '2018-02-06 12:00Z',
            'DECLINED', u.id, '2018-02-06 13:00Z', $2 || ' answer'
       from deal d, receiver r, "user" u where d.id = $1 and u.email = $3`,
    [deal, word, head],
  )
}

/** Creates a user of an agency, with a session. */
export async function createUser(
  { owner }: TestService,
  { agency, role, clearance }: { agency: string; role: MatrixRole; clearance: Level },
): Promise<{ id: string; token: string }> {
  const token = randomBytes(16).toString('hex')
  const id = randomUUID()
  await owner.query(
    `insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
     select $1, a.id, $2, 'A viewer', $4, $5, 'EN', now(), now() from agency a where a.code = $3`,
    [id, `${id}@matrix.example`, agency, role, clearance],
  )
  await owner.query(`select start_session(null, gen_random_uuid(), $1, $2, now() + interval '1 hour')`, [
    id,
    tokenHash(token),
  ])
  return { id, token }
}

async function createViewers(ancrage: TestService, planted: readonly Planted[]): Promise<MatrixViewer[]> {
  const viewers: MatrixViewer[] = []
  for (const relation of accessRelations)
    for (const role of matrixRoles)
      for (const clearance of levels) {
        const { id, token } = await createUser(ancrage, { agency: agencyOf[relation], role, clearance })
        if (relation === 'LISTED')
          await ancrage.owner.query(
            `insert into need_to_know (id, deal_id, user_id, by_id, recorded_at)
             select gen_random_uuid(), d, $2, $2, now() from unnest($1::uuid[]) d`,
            [planted.map(({ deal }) => deal), id],
          )
        viewers.push({
          role,
          clearance,
          relation,
          token,
          access: (deal) => expectedAccess(deal, role, clearance, relation),
        })
      }
  return viewers
}
