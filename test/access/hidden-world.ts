/** A SECRET deal with rows of every kind, a user who sees none of them, and a copy of what the database holds. */
import { randomUUID } from 'node:crypto'
import type { TestService } from '../test-service.js'

const head = 'head@awex.example'

/** Returns the names of all tables. */
async function tablesOf({ owner }: TestService): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  return rows.map(({ name }) => name)
}

export type Content = Record<string, string>

/**
 * Returns a digest of the rows of each table. Left out: what a refused call records about the caller (their own audit
 * entries, the number of their repeats and the chain over them), and the allowances that requests of all users use up,
 * unless `more` has the table, with the rows to look at.
 */
export async function contentOf(
  ancrage: TestService,
  callers: readonly string[] = [],
  more: Record<string, string> = {},
): Promise<Content> {
  const ownRecords: Record<string, string> = {
    audit_entry: '(user_id is null or user_id <> all ($1::uuid[]))',
    idempotency_key: 'user_id <> all ($1::uuid[])',
    refused_read: 'user_id <> all ($1::uuid[])',
    session: 'user_id <> all ($1::uuid[])',
  }
  const content: Content = {}
  for (const name of await tablesOf(ancrage)) {
    const isLeftOut = ['audit_head', 'audit_link', 'sign_in_attempt', 'service_secret', 'usage'].includes(
      name,
    )
    if (isLeftOut && !more[name]) continue
    const condition = more[name] ?? ownRecords[name]
    const { rows } = await ancrage.owner.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as digest
         from "${name}" t where ${condition ?? 'true'}`,
      condition?.includes('$1') ? [callers] : [],
    )
    content[name] = rows[0]!.digest
  }
  return content
}

/** Returns the tables whose rows differ. */
export const changedTables = (before: Content, after: Content): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name])

/** The ids of hidden rows by the name that inputs and parameters have for them. */
export type HiddenIds = Record<string, string>

const day = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }

/** Creates rows of every kind that only their own user, or those who know of a SECRET deal, can see. */
export async function createHiddenWorld(ancrage: TestService): Promise<HiddenIds> {
  const make = async (mutation: string, input: object, selection = 'id'): Promise<any> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`
    return (await ancrage.run(head, text, { input }))[mutation]
  }
  const source = { kind: 'PRESS', name: 'The Times' }
  const { id: prospect } = await make('createProspect', { name: 'Hidden Group' })
  const deal = await make(
    'openDeal',
    { codeName: 'Hidden', title: 'Hidden', confidentiality: 'SECRET', openedOn: '2018-01-08', prospect },
    'id version reference',
  )
  const { id: held } = await make('createProspect', { name: 'Held by a hidden group' })
  const { id: stake } = await make('recordStake', { holder: prospect, held, percent: '51' })
  const { id: contact } = await make('createContact', { name: 'Hidden Person', jobTitle: 'Spy', prospect })
  const { id: other } = await make('createContact', { name: 'Other Person', prospect })
  const { contact: read } = await ancrage.run(
    head,
    `{ contact(id: "${contact}") { employments { nodes { id } } } }`,
  )
  const { id: meeting } = await make('recordMeeting', {
    title: 'Hidden talk',
    when: day,
    deals: [deal.id],
    participants: [{ contact }],
  })
  const parties = [{ agency: 'awex' }, { name: 'Hidden party' }]
  const { id: agreement } = await make('recordAgreement', {
    title: 'Hidden terms',
    kind: 'MOU',
    standing: 'DISCUSSED',
    parties,
    deals: [deal.id],
  })
  const stated = { statement: 'Hidden statement', statedOn: '2018-02-06', source }
  const { id: claim } = await make('recordClaim', { deal: deal.id, ...stated })
  const { id: task } = await make('addTask', { title: 'Hidden task', dueOn: '2018-03-01', deal: deal.id })
  const { id: location } = await make('addLocation', {
    deal: deal.id,
    town: 'Hidden',
    country: 'BE',
    standing: 'CANDIDATE',
  })
  const projection = {
    kind: 'DIRECT',
    horizon: 'FULL',
    low: 30,
    standing: 'REPORTED',
    statedOn: '2018-02-06',
    source,
  }
  const { id: jobProjection } = await make('projectJobs', { deal: deal.id, ...projection })
  const question = { name: 'Hidden', shared: false, question: { list: 'deals' } }
  const { id: savedQuestion } = await make('saveQuestion', question)
  const { deal: details } = await ancrage.run(
    head,
    `{ deal(id: "${deal.id}") { transitions { nodes { id } } team { id } } }`,
  )
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const { apiKey } = await make('createApiKey', { name: 'Hidden', expiresAt }, 'apiKey { id }')
  const { feed } = await make('createCalendarFeed', { name: 'Hidden' }, 'feed { id }')
  const { viewer } = await ancrage.run(head, '{ viewer { sessions { id } } }')
  const erasureRequest = await insertRequest(ancrage, other)
  return {
    deal: deal.id,
    reference: deal.reference,
    prospect,
    stake,
    contact,
    employment: read.employments.nodes[0].id,
    meeting,
    agreement,
    claim,
    task,
    location,
    projection: jobProjection,
    savedQuestion,
    move: details.transitions.nodes[0].id,
    member: details.team[0].id,
    apiKey: apiKey.id,
    calendarFeed: feed.id,
    session: viewer.sessions[0].id,
    erasureRequest,
    offer: await insertOffer(ancrage, deal.id),
    userChange: await insertUserChange(ancrage),
    identity: await insertIdentity(ancrage),
  }
}

/** Inserts an offer of the lead of a deal to an agency none of whose HEADs may know of it. */
async function insertOffer({ owner }: TestService, deal: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into handover_offer (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, offered_at)
     select gen_random_uuid(), $1, a.id, b.id, '2018-02-06', 'It is theirs', u.id, now()
       from agency a, agency b, "user" u where a.code = 'awex' and b.code = 'liege-airport' and u.email = $2 returning id`,
    [deal, head],
  )
  return rows[0]!.id
}

/** Inserts a change of a user of Awex that waits for a second person. */
async function insertUserChange({ owner }: TestService): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into user_change (id, user_id, role, requested_by_id, requested_at, expires_at)
     select gen_random_uuid(), u.id, 'HEAD', a.id, now(), now() + interval '1 day'
       from "user" u, "user" a where u.email = 'officer@awex.example' and a.email = 'admin@awex.example' returning id`,
  )
  return rows[0]!.id
}

/** Inserts an identity of the HEAD of Awex at a provider. */
async function insertIdentity({ owner }: TestService): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into user_identity (id, user_id, issuer, subject, created_at)
     select gen_random_uuid(), u.id, 'https://provider.example', 'hidden', now() from "user" u where u.email = $1 returning id`,
    [head],
  )
  return rows[0]!.id
}

/** Inserts an erasure request to the HEADs of Awex. */
async function insertRequest({ owner }: TestService, contact: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into erasure_request (id, contact_id, agency_id, by_agency_id, identifiers, acl, created_at, updated_at)
     select gen_random_uuid(), $1, a.id, b.id, '{Hidden}', array[-u.serial], now(), now()
       from agency a, agency b, "user" u where a.code = 'awex' and b.code = 'liege-airport' and u.email = $2 returning id`,
    [contact, head],
  )
  return rows[0]!.id
}

/** Returns the same names with ids of rows that do not exist. */
export const absentIds = (hidden: HiddenIds): HiddenIds =>
  Object.fromEntries(
    Object.keys(hidden).map((name) => [name, name === 'reference' ? 'WAL-2018-9999' : randomUUID()]),
  )
