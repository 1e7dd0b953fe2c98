/** An erasure changes and reveals nothing beyond what its user may see and change. */
import { verifyTrail } from '../src/write/audit/verify-trail.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const stranger = 'head@brussels.example'
const strangerOfficer = 'officer@brussels.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  await ancrage.owner.query(
    `insert into agency (id, code, name, kind, created_at, updated_at)
     values (gen_random_uuid(), 'brussels', 'hub.brussels', 'REGIONAL_AGENCY', now(), now())`,
  )
  for (const [email, role] of [
    [stranger, 'HEAD'],
    [strangerOfficer, 'OFFICER'],
  ])
    await ancrage.owner.query(
      `with person as (
         insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
         select gen_random_uuid(), id, $1, 'A stranger', $2, 'OPEN', 'EN', now(), now() from agency where code = 'brussels'
         returning id)
       insert into credential (user_id, password_hash, updated_at)
       select p.id, c.password_hash, now()
         from person p, credential c join "user" u on u.id = c.user_id where u.email = $3`,
      [email, role, head],
    )
})
afterAll(() => ancrage.stop())

async function write(email: string, verb: string, input: object, selection = 'id version') {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}

interface Mention {
  id: string
  subjectType: string
  subjectId: string
  field: string
  excerpt: string
}
async function preview(email: string, id: string, of: 'contact' | 'request' = 'contact'): Promise<Mention[]> {
  const query = `query ($id: ID!) { erasurePreview(${of}: $id) { id subjectType subjectId field excerpt } }`
  return (await ancrage.run(email, query, { id })).erasurePreview
}
const requestsOf = async (email: string) =>
  (
    await ancrage.run(
      email,
      '{ erasureRequests { nodes { id version byAgency { code } answeredAt answeredBy { email } reason } } }',
    )
  ).erasureRequests.nodes

const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const source = { kind: 'PRESS', name: 'L’Echo' }

/** Creates a deal with a claim, a meeting and a task, whose texts and audit trail name someone. */
async function aDealNaming(name: string, confidentiality = 'SECRET') {
  const title = `Battery plant for ${name}`
  const { id: prospect } = await write(head, 'createProspect', { name })
  const identity = { title, description: `${name} of the north, new production line`, prospect }
  const deal = await write(head, 'openDeal', {
    codeName: 'Lotus',
    confidentiality,
    openedOn: '2018-01-08',
    ...identity,
  })
  await write(head, 'recordClaim', {
    deal: deal.id,
    statement: `${name} comes`,
    statedOn: '2018-02-01',
    source,
  })
  await write(head, 'recordMeeting', { title: `With ${name}`, when: day, deals: [deal.id] })
  await write(head, 'addTask', { title: `Ask ${name} where`, dueOn: '2018-03-01', deal: deal.id })
  return { ...deal, prospect, title }
}

/** Tables that an erasure adds rows to, whatever else it may see: requests, and the record of the user's own act. */
const ownTables = [
  'erasure_mention',
  'erasure_request',
  'audit_entry',
  'audit_head',
  'audit_link',
  'idempotency_key',
]

/** Returns the rows of every table but those of sessions and the given contact, and every audit entry of others. */
async function rowsBeside(contact: string): Promise<Record<string, string[]>> {
  const { rows: tables } = await ancrage.owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('session', 'usage', 'sign_in_attempt', 'export') order by 1`,
  )
  const content: Record<string, string[]> = {}
  for (const { name } of tables.filter(({ name }) => !ownTables.includes(name) || name === 'audit_entry')) {
    const { rows } = await ancrage.owner.query<{ text: string }>(
      `select t::text as text from "${name}" t where to_jsonb(t) ->> 'id' is distinct from $1
          and to_jsonb(t) ->> 'subject_id' is distinct from $1 order by 1`,
      [contact],
    )
    content[name] = rows.map(({ text }) => text)
  }
  return content
}

const phrases = [
  'Gigavolt Motors',
  'of the',
  'new production line',
  'where',
  'title',
  'logistics',
  'list',
  'a',
  'Ask',
  'Lotus',
]

describe('an erasure by a user who sees nothing of a deal', () => {
  beforeAll(async () => {
    await aDealNaming('Gigavolt Motors')
    const question = { list: 'deals', where: { title: { contains: 'Gigavolt Motors' } } }
    await write(head, 'saveQuestion', { name: 'Where is logistics', shared: true, question }, 'id')
  })

  it.each(phrases)('of a contact named `%s` changes no row beside the contact', async (name) => {
    const { id, version } = await write(stranger, 'createContact', { name })
    const before = await rowsBeside(id)
    await write(stranger, 'eraseContact', { id, version, redact: true })
    expect(await rowsBeside(id)).toEqual(before)
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
  })

  it('is answered alike for a phrase of the deal and for an unknown phrase', async () => {
    const answerFor = async (name: string) => {
      const { id, version } = await write(stranger, 'createContact', { name })
      const selection =
        'version name erasure { kept { what count why } mentions { subjectType subjectId field redacted } }'
      const mentions = await preview(stranger, id)
      const erased = await write(stranger, 'eraseContact', { id, version, redact: true }, selection)
      const query = 'query ($id: ID!) { history(subject: $id) { nodes { verb before after erased } } }'
      const history = JSON.stringify((await ancrage.run(stranger, query, { id })).history)
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
      return { mentions, erased, history, requests: await requestsOf(stranger) }
    }
    expect(await answerFor('Gigavolt Motors')).toEqual(await answerFor('Zyzzyva Motors'))
    expect(await answerFor('Battery plant')).toEqual(await answerFor('Xylophone plant'))
  })

  it('cannot choose a mention that only others see', async () => {
    const own = await write(head, 'createContact', { name: 'Gigavolt Motors' })
    const theirs = await preview(head, own.id)
    expect(theirs.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title', 'description', 'statement', 'history']),
    )
    const { id, version } = await write(stranger, 'createContact', { name: 'Gigavolt Motors' })
    const mutation = 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }'
    const codesFor = async (mention: string) =>
      (await ancrage.request(stranger, mutation, { input: { id, version, redactMentions: [mention] } }))
        .errors?.[0]?.extensions.fields
    const refused = [
      { path: 'input.redactMentions[0]', code: 'UNKNOWN_REFERENCE', message: expect.any(String) },
    ]
    expect(await codesFor(theirs[0]!.id)).toEqual(refused)
    expect(await codesFor('0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10')).toEqual(refused)
  })
})

describe('the preview of an erasure', () => {
  it('lists whole names with their place, and only texts that the user may change', async () => {
    const { id: prospect } = await write(head, 'createProspect', {
      name: 'Open company',
      confidentiality: 'OPEN',
    })
    await write(head, 'recordClaim', {
      prospect,
      statement: 'Ann Onyx said so',
      statedOn: '2018-02-01',
      source,
    })
    await write(head, 'recordMeeting', { title: 'Joann Onyxian', when: day })
    const { id: meeting } = await write(head, 'recordMeeting', {
      title: 'A talk',
      topics: ['With ANN ONYX, of the board'],
      confidentiality: 'OPEN',
      when: day,
    })
    const { id } = await write(head, 'createContact', { name: 'Ann Onyx' })
    const mentions = await preview(head, id)
    expect(mentions.map(({ subjectType, field }) => `${subjectType}.${field}`)).toEqual([
      'Claim.history',
      'Claim.statement',
      'Meeting.history',
      'Meeting.topics',
    ])
    expect(mentions[3]).toMatchObject({ subjectId: meeting, excerpt: 'With ANN ONYX, of the board' })
    expect(await preview(stranger, id)).toEqual([])
    const own = await write(stranger, 'createContact', { name: 'Ann Onyx' })
    expect(await preview(stranger, own.id)).toEqual([])
    const earlier = (await requestsOf(head)).length
    const { erasure } = await write(
      stranger,
      'eraseContact',
      { ...own, redact: true },
      'erasure { mentions { field redacted } kept { what count } }',
    )
    expect(erasure.mentions).toContainEqual({ field: 'topics', redacted: false })
    expect(erasure.mentions.some(({ redacted }: { redacted: boolean }) => redacted)).toBe(false)
    expect(erasure.kept).toContainEqual({ what: 'MENTIONS', count: erasure.mentions.length })
    // the agency that may change them gets requests
    expect((await requestsOf(head)).length).toBe(earlier + 2)
  })

  it('redacts what was chosen and nothing else', async () => {
    const { id: task } = await write(head, 'addTask', {
      title: 'Ask Bea Brill',
      details: 'Bea Brill knows, as BRILL, Bea wrote',
      dueOn: '2018-03-01',
    })
    const { id, version } = await write(head, 'createContact', { name: 'Bea Brill' })
    const chosen = (await preview(head, id)).filter(({ field }) => field === 'details')
    await write(head, 'eraseContact', { id, version, redactMentions: chosen.map((mention) => mention.id) })
    const { rows } = await ancrage.owner.query('select title, details, version from task where id = $1', [
      task,
    ])
    expect(rows).toEqual([{ title: 'Ask Bea Brill', details: '[…] knows, as […] wrote', version: 2 }])
    const { rows: entries } = await ancrage.owner.query(
      `select verb, after from audit_entry where subject_id = $1 and verb = 'eraseContact'`,
      [task],
    )
    expect(entries).toEqual([{ verb: 'eraseContact', after: { redacted: ['details'], erasedEntries: [] } }])
  })

  it('redacts no e-mail address that the user does not know to be theirs', async () => {
    const near = await ancrage.addUser({ email: 'near-head@awex.example', role: 'HEAD' })
    const { id: prospect } = await write(head, 'createProspect', { name: 'A secret company' })
    await write(head, 'openDeal', {
      codeName: 'Lotus',
      title: 'A plant',
      confidentiality: 'SECRET',
      prospect,
    })
    const contact = await write(head, 'createContact', { name: 'Gwen Gale', agency: 'awex' })
    await write(head, 'createEmployment', {
      ...{ contact: contact.id, prospect, emails: ['gale@hidden.example'], showsContact: false },
    })
    const task = { title: 'Ask Gwen Gale or gale@hidden.example', dueOn: '2018-03-01', assignee: near }
    const { id: taskId } = await write('near-head@awex.example', 'addTask', task)
    const query = 'query ($id: ID!) { contact(id: $id) { version employments { nodes { emails } } } }'
    const seen = (await ancrage.run('near-head@awex.example', query, { id: contact.id })).contact
    expect(JSON.stringify(seen)).not.toContain('hidden')
    const chosen = (await preview('near-head@awex.example', contact.id)).filter(
      ({ subjectId, field }) => subjectId === taskId && field === 'title',
    )
    await write('near-head@awex.example', 'eraseContact', {
      ...{ id: contact.id, version: seen.version },
      redactMentions: chosen.map((mention) => mention.id),
    })
    const { rows } = await ancrage.owner.query('select title from task where id = $1', [taskId])
    expect(rows).toEqual([{ title: 'Ask […] or gale@hidden.example' }])
  })

  it('is refused once the text has changed', async () => {
    const task = await write(head, 'addTask', { title: 'Ask Cleo Crane', dueOn: '2018-03-01' })
    const { id, version } = await write(head, 'createContact', { name: 'Cleo Crane' })
    const [mention] = (await preview(head, id)).filter(({ field }) => field === 'title')
    await write(head, 'updateTask', { ...task, title: 'Ask Cleo Crane again' })
    const mutation = 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }'
    const { errors } = await ancrage.request(head, mutation, {
      input: { id, version, redactMentions: [mention!.id] },
    })
    expect(errors![0]!.extensions.fields![0]!.code).toBe('UNKNOWN_REFERENCE')
  })

  it('needs a HEAD to redact, and exactly one argument', async () => {
    const { id, version } = await write(officer, 'createContact', { name: 'Dora Dunn' })
    await write(officer, 'addTask', { title: 'Ask Dora Dunn', dueOn: '2018-03-01' })
    const redactMentions = (await preview(officer, id)).map((mention) => mention.id)
    expect(redactMentions).toHaveLength(2)
    const mutation = 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }'
    const { errors } = await ancrage.request(officer, mutation, { input: { id, version, redactMentions } })
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN')
    const answer = await ancrage.request(head, '{ erasurePreview { id } }')
    expect(answer.errors![0]!.extensions.fields![0]!.code).toBe('ONE_OF')
  })
})

describe('an erasure request', () => {
  it('goes to the HEADs who may see and change the row, does not say what it matches, and is answered', async () => {
    const deal = await aDealNaming('Evan Elm', 'RESTRICTED')
    const earlier = (await requestsOf(head)).map((row: { id: string }) => row.id)
    const { id, version } = await write(stranger, 'createContact', { name: 'Evan Elm' })
    await write(stranger, 'eraseContact', { id, version })
    const [request] = (await requestsOf(head)).filter((row: { id: string }) => !earlier.includes(row.id))
    expect(request).toMatchObject({ byAgency: { code: 'brussels' }, answeredAt: null })
    expect(JSON.stringify(request)).not.toMatch(/Elm|Lotus/)
    for (const email of [
      stranger,
      strangerOfficer,
      officer,
      'head@liege-airport.example',
      'admin@awex.example',
    ])
      expect(await requestsOf(email).catch(() => [])).toEqual([])
    expect(await preview(stranger, request.id, 'request')).toEqual([])
    const mentions = await preview(head, request.id, 'request')
    expect(mentions.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title', 'description', 'statement']),
    )
    const titles = mentions.filter(({ field, subjectType }) => field === 'title' && subjectType === 'Deal')
    const redactMentions = titles.map((mention) => mention.id)
    const answer = {
      id: request.id,
      version: request.version,
      redactMentions,
      reason: 'A contract names them',
    }
    const answered = await write(
      head,
      'answerErasureRequest',
      answer,
      'answeredAt reason answeredBy { email }',
    )
    expect(answered).toEqual({
      answeredAt: expect.any(String),
      reason: 'A contract names them',
      answeredBy: { email: head },
    })
    const { rows } = await ancrage.owner.query(
      'select title, description from deal_identity where deal_id = $1',
      [deal.id],
    )
    expect(rows).toEqual([
      { title: 'Battery plant for […]', description: 'Evan Elm of the north, new production line' },
    ])
    const { rows: stored } = await ancrage.owner.query(
      'select count(*)::int as n from erasure_request where identifiers is not null and answered_at is not null',
    )
    expect(stored).toEqual([{ n: 0 }])
    const mutation =
      'mutation ($input: AnswerErasureRequestInput!) { answerErasureRequest(input: $input) { id } }'
    const again = await ancrage.request(head, mutation, { input: { id: request.id, version: 2 } })
    expect(again.errors![0]!.extensions.code).toBe('CONFLICT')
    const hidden = await ancrage.request(stranger, mutation, { input: { id: request.id, version: 2 } })
    const absent = await ancrage.request(stranger, mutation, { input: { id, version: 2 } })
    expect({ ...hidden, headers: null }).toEqual({ ...absent, headers: null })
  })
})

describe('an issued summary that names an erased person', () => {
  it('is redacted with a mark, and keeps the digest that it was issued with', async () => {
    const deal = await aDealNaming('Fay Fern', 'INTERNAL')
    const issued = await write(
      head,
      'issueWeeklySummary',
      { agency: 'awex', week: '2018-W05' },
      'id sha256 redactedAt',
    )
    expect(issued.redactedAt).toBeNull()
    const { id, version } = await write(head, 'createContact', { name: 'Fay Fern' })
    const mentions = (await preview(head, id)).filter(({ subjectType }) => subjectType === 'IssuedSummary')
    expect(mentions.map(({ field }) => field)).toEqual(expect.arrayContaining(['line', 'title']))
    await write(head, 'eraseContact', { id, version, redactMentions: mentions.map((mention) => mention.id) })
    const { rows } = await ancrage.owner.query(
      `select s.sha256, s.redacted_at is not null as marked, s.redacted_sha256 = weekly_digest(s.id) as explained,
          (select title from weekly_deal_text w where w.summary_id = s.id and w.deal_id = $2) as title,
          (select string_agg(body::text, '') from weekly_line l where l.summary_id = s.id) as lines
         from weekly_summary s where s.id = $1`,
      [issued.id, deal.id],
    )
    expect(rows).toMatchObject([
      { sha256: issued.sha256, marked: true, explained: true, title: 'Battery plant for […]' },
    ])
    expect(rows[0].lines).not.toContain('Fay Fern')
    await expect(ancrage.owner.query(`update weekly_line set kind = 'fact'`)).rejects.toThrow(/never changed/)
  })
})
