/** An erasure removes a person from every table, reports what is kept, and leaves the audit trail valid. */
import { verifyTrail } from '../src/write/audit/verify-trail.js'
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import { createExportClient } from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const analyst = 'analyst@awex.example'
const admin = 'admin@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

async function write(email: string, verb: string, input: object, selection = 'id version') {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}

/** Returns every column of the database that contains one of these words. */
async function columnsWith(words: readonly string[]): Promise<string[]> {
  const { rows } = await ancrage.owner.query<{ place: string; sql: string }>(
    `select c.table_name || '.' || c.column_name as place,
            format('select exists (select 1 from %I where lower(%I::text) ~ $1) as matches', c.table_name, c.column_name) as sql
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  )
  const columns: string[] = []
  for (const { place, sql } of rows) {
    const { rows } = await ancrage.owner.query<{ matches: boolean }>(sql, [words.join('|').toLowerCase()])
    if (rows[0]!.matches) columns.push(place)
  }
  return columns.sort()
}

interface Mention {
  id: string
  subjectType: string
  subjectId: string
  field: string
  excerpt: string
}

/** Returns the mentions that a user may redact: of a contact, or of an erasure request. */
async function preview(email: string, id: string, of: 'contact' | 'request' = 'contact'): Promise<Mention[]> {
  const query = `query ($id: ID!) { erasurePreview(${of}: $id) { id subjectType subjectId field excerpt } }`
  return (await ancrage.run(email, query, { id })).erasurePreview
}

let people = 0
/** Creates and updates a contact whose words occur nowhere else. */
async function aPerson() {
  const n = ++people
  const letters = 'abcdefghij'[n]!
  const words = ['Quendo', 'Vrastil', 'Morbexu', 'Plinkow'].map((word) => `${word}${letters}`)
  const [first, last, title, host] = words as [string, string, string, string]
  const name = `${first} ${last}`
  const email = `${first}@${host}.example`.toLowerCase()
  const phone = `+3247700110${n}`
  const { id } = await write(officer, 'createContact', {
    ...{ name: `${first} Old${last}`, jobTitle: `Old${title}`, decisionMaker: true, lawfulBasis: 'CONSENT' },
    idempotencyKey: `key-${n}`,
  })
  const edited = { name, jobTitle: title, emails: [email], phones: [phone], language: 'FR' }
  await write(officer, 'updateContact', { id, version: 1, ...edited })
  return { id, version: 2, name, first, email, phone, words: [...words, `\\+32 ?477 ?00 ?11 ?0${n}`] }
}

const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const source = (name: string) => ({ kind: 'COMPANY', name })

/** Creates a deal with a meeting, a claim and a task, whose texts name the person. */
async function createMentions({ id, name, email, phone }: Awaited<ReturnType<typeof aPerson>>) {
  const deal = await dealClient(ancrage).open({
    confidentiality: 'INTERNAL',
    description: `As ${name} wrote`,
  })
  const participants = [{ contact: id }, { description: `${name}, and an interpreter` }]
  const held = { title: `With ${name.toUpperCase()}`, topics: [`What ${email} wrote`], when: day }
  const outcome = `Call ${phone.replaceAll(' ', '')}: ${name}.`
  const meeting = await write(head, 'recordMeeting', { ...held, outcome, participants, deals: [deal] })
  await write(head, 'updateMeeting', { ...meeting, place: `At ${name}’s` })
  const stated = { statement: `${name} comes`, statedOn: '2018-02-01', source: source(name) }
  const claim = await write(head, 'recordClaim', { deal, ...stated })
  await write(head, 'addTask', { title: `Ask ${name}`, dueOn: '2018-03-01', deal })
  await dealClient(ancrage).project(deal, { low: 30, source: source(name) })
  return { deal, meeting: meeting.id as string, claim: claim.id as string }
}

const selection =
  'version name erasure { erasedAt kept { what count why } mentions { subjectType subjectId field redacted } }'

describe('the erasure of a contact', () => {
  it('removes the person from every table', async () => {
    const { id, version, words } = await aPerson()
    const when = { title: 'A meeting', when: day }
    await write(head, 'recordMeeting', { ...when, participants: [{ contact: id }] })
    expect(await columnsWith(words)).toEqual(
      expect.arrayContaining([
        'audit_entry.after',
        'audit_entry.before',
        'contact.name',
        'employment.phones',
      ]),
    )
    await write(officer, 'eraseContact', { id, version })
    expect(await columnsWith(words)).toEqual([])
  })

  it('removes saved questions and exports of the user where they choose so, and the audit trail stays valid', async () => {
    const { id, version, name, words } = await aPerson()
    const where = { name: { eq: name } }
    const question = { list: 'contacts', fields: ['name'], where }
    await write(head, 'saveQuestion', { name: 'Who', shared: false, question }, 'id')
    const removed = await write(head, 'saveQuestion', { name: `Of ${name}`, shared: false, question })
    await write(head, 'removeQuestion', removed, 'id')
    const { fetch } = createExportClient(ancrage)
    const path = `exports/contacts.csv?where=${encodeURIComponent(JSON.stringify(where))}`
    expect((await fetch(head, path)).status).toBe(200)
    expect(await columnsWith(words)).toEqual(
      expect.arrayContaining(['audit_entry.after', 'export.question', 'saved_question.question']),
    )
    const redactMentions = (await preview(head, id)).map((mention) => mention.id)
    await write(head, 'eraseContact', { id, version, redactMentions })
    expect(await columnsWith(words)).toEqual([])
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
  })

  it('reports what is kept and why, and keeps the meeting', async () => {
    const { id, version } = await aPerson()
    const when = { title: 'A meeting', when: day }
    const meeting = await write(head, 'recordMeeting', { ...when, participants: [{ contact: id }] })
    const erased = await write(officer, 'eraseContact', { id, version }, selection)
    expect(erased).toEqual({
      version: 3,
      name: null,
      erasure: {
        erasedAt: expect.stringMatching(/Z$/),
        kept: [
          { what: 'MEETINGS', count: 1, why: expect.stringMatching(/meetings/) },
          { what: 'ROLE', count: 1, why: expect.any(String) },
          { what: 'HISTORY', count: 3, why: expect.any(String) },
          { what: 'OTHER_AGENCIES', count: 1, why: expect.any(String) },
        ],
        mentions: [],
      },
    })
    const query = 'query ($id: ID!) { meeting(id: $id) { participants { contact { name decisionMaker } } } }'
    await expect(ancrage.run(officer, query, { id: meeting.id })).resolves.toEqual({
      meeting: { participants: [{ contact: { name: null, decisionMaker: true } }] },
    })
  })

  it('leaves the audit trail valid, and the history without values', async () => {
    const { id, version } = await aPerson()
    await write(officer, 'eraseContact', { id, version })
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
    const query =
      'query ($id: ID!) { history(subject: $id) { nodes { verb erased before after by { email } } } }'
    const { nodes } = (await ancrage.run(officer, query, { id })).history
    const sorted = nodes.map((node: { verb: string }) => node.verb).sort()
    expect(sorted).toEqual(['createContact', 'eraseContact', 'updateContact'].flatMap((verb) => [verb, verb]))
    const where = 'where: { subjectType: { eq: "Contact" } }'
    const own = query.replace('subject: $id', `subject: $id, ${where}`)
    expect((await ancrage.run(officer, own, { id })).history.nodes).toMatchObject([
      { verb: 'eraseContact', erased: false },
      { verb: 'updateContact', erased: true, before: { name: null }, after: { name: null } },
      { verb: 'createContact', erased: true, after: { id, name: null, decisionMaker: true } },
    ])
    const atWork = own.replace('"Contact"', '"Employment"')
    expect((await ancrage.run(officer, atWork, { id })).history.nodes).toMatchObject([
      { verb: 'eraseContact', erased: false, after: { redacted: ['employment'] } },
      {
        verb: 'updateContact',
        erased: true,
        before: { jobTitle: null },
        after: { emails: null, phones: null },
      },
      { verb: 'createContact', erased: true, after: { jobTitle: null } },
    ])
  })

  it('lists the free texts that name the person, for users who can read them', async () => {
    const person = await aPerson()
    const { deal, meeting, claim } = await createMentions(person)
    const { id, version } = person
    const { erasure } = await write(head, 'eraseContact', { id, version }, selection)
    const at = (subjectType: string, subjectId: string, field: string) => ({
      ...{ subjectType, subjectId, field },
      redacted: false,
    })
    expect(erasure.mentions).toEqual(
      expect.arrayContaining([
        ...['description', 'sourceName', 'history'].map((field) => at('Deal', deal, field)),
        ...['title', 'topics', 'outcome', 'place', 'description'].map((field) =>
          at('Meeting', meeting, field),
        ),
        ...['statement', 'sourceName', 'history'].map((field) => at('Claim', claim, field)),
        { subjectType: 'Task', subjectId: expect.any(String), field: 'title', redacted: false },
      ]),
    )
    expect(erasure.kept.find(({ what }: { what: string }) => what === 'MENTIONS')).toMatchObject({
      count: erasure.mentions.length,
    })
    const query = `query ($id: ID!) { contact(id: $id) { ${selection} } }`
    await ancrage.owner.query(`update contact set acl = '{0}' where id = $1`, [id])
    const { contact } = await ancrage.run(airport, query, { id })
    expect(contact.erasure.mentions).toEqual([])
  })

  it('redacts the name in free texts if a HEAD requests it', async () => {
    const person = await aPerson()
    const { claim } = await createMentions(person)
    const { id, version, words } = person
    const { erasure } = await write(head, 'eraseContact', { id, version, redact: true }, selection)
    expect(await columnsWith(words)).toEqual([])
    expect(erasure.mentions.length).toBeGreaterThan(10)
    expect(erasure.mentions.every(({ redacted }: { redacted: boolean }) => redacted)).toBe(true)
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
    const { rows } = await ancrage.owner.query('select statement, source_name from claim where id = $1', [
      claim,
    ])
    expect(rows).toEqual([{ statement: '[…] comes', source_name: '[…]' }])
  })

  it('does not redact a name of a single word, and reports it', async () => {
    const { id, version } = await write(officer, 'createContact', { name: 'Zorbadax' })
    const meeting = await write(head, 'recordMeeting', { title: 'With Zorbadax', when: day })
    const { erasure } = await write(head, 'eraseContact', { id, version, redact: true }, selection)
    expect(erasure.mentions).toEqual(
      expect.arrayContaining([
        { subjectType: 'Meeting', subjectId: meeting.id, field: 'title', redacted: false },
      ]),
    )
  })

  it('finds a name only as whole words', async () => {
    const { id, version } = await write(officer, 'createContact', { name: 'Ann Onyx' })
    await write(head, 'recordMeeting', { title: 'Joann Onyxian', when: day })
    const { erasure } = await write(head, 'eraseContact', { id, version }, selection)
    expect(erasure.mentions).toEqual([])
  })

  it('with redaction is forbidden for an OFFICER', async () => {
    const { id, version } = await aPerson()
    const mutation = 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }'
    const { errors } = await ancrage.request(officer, mutation, { input: { id, version, redact: true } })
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN')
  })

  it('covers every column of free text', async () => {
    const { rows } = await ancrage.owner.query<{ name: string }>(
      `select c.table_name || '.' || c.column_name as name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and udt_name in ('text', '_text')
          and not exists (select 1 from free_text_columns() f where f.table_name = c.table_name::regclass and f.column_name = c.column_name)
          and not exists (select 1 from information_schema.constraint_column_usage u join information_schema.check_constraints k using (constraint_name)
                where u.table_name = c.table_name and u.column_name = c.column_name and (k.check_clause ~ '= ANY' or k.check_clause ~ '~ '))
        order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(codeColumns)
  })
})

/** Text columns without free text about contacts: codes, keys and hashes. The fields of the contact itself are cleared. */
const codeColumns = [
  'agency.name',
  'agreement_deal_history.acls',
  ...['acls', 'currency', 'kind', 'signed_when_precision', 'standing'].map(
    (column) => `agreement_history.${column}`,
  ),
  'agreement_party_history.acls',
  ...['api_key.name', 'api_key.prefix', 'api_key.scopes'],
  ...['acls', 'subject_key', 'subject_type', 'verb'].map((column) => `audit_entry.${column}`),
  'calendar_feed.name',
  'change.acls',
  'change.entity',
  ...['job_title', 'name'].map((column) => `contact.${column}`),
  'credential.password_hash',
  ...['deal.resume_stage', 'deal.stage'],
  ...[
    ...['acls', 'activity', 'confidentiality', 'expected_decision_precision', 'full_acls'],
    ...['origin', 'sector', 'type'],
  ].map((column) => `deal_history.${column}`),
  ...['deal_identity_history.acls', 'deal_reference.region', 'deal_stage.code'],
  ...['deal_stage.requires', 'deal_stage_history.code', 'deal_stage_history.requires'],
  ...['definition_object.identity', 'definition_object.kind', 'definition_state.hash'],
  ...['delivery.error', 'delivery.message_id'],
  ...['emails', 'job_title', 'phones'].map((column) => `employment.${column}`),
  ...['erasure_mention.field', 'erasure_mention.place', 'erasure_mention.subject_type'],
  // what a request looks for, until it is answered
  ...['erasure_request.identifiers', 'erasure_request.reason'],
  ...['idempotency_key.digest', 'idempotency_key.key', 'idempotency_key.verb'],
  ...['deal_names', 'format', 'language', 'variant'].map((column) => `issued_form.${column}`),
  'meeting_deal_history.acls',
  ...['acls', 'status', 'when_precision'].map((column) => `meeting_history.${column}`),
  'meeting_participant_history.acls',
  'meeting_participant_text.job_title',
  // what a provider states about users, not about contacts
  ...['issuer', 'jti', 'sid', 'sub'].map((column) => `openid_logout.${column}`),
  ...['id_token', 'issuer', 'sid', 'sub'].map((column) => `openid_session.${column}`),
  ...['prior_acl.acls', 'prior_acl.subject_type'],
  'prospect.enterprise_number',
  'rate_load.source',
  ...['refused_read.operation', 'refused_read.subject_type'],
  'saved_question.name',
  'schema_migration.name',
  'session.user_agent',
  'sql_login.name',
  'stake_history.acls',
  'task_history.acls',
  ...['transition.from_stage', 'transition.to_stage'],
  ...['user.email', 'user.name', 'user_change.email', 'user_history.role'],
  ...['issuer', 'linked_email', 'subject'].map((column) => `user_identity.${column}`),
  ...['capex_currency', 'code_name', 'direction', 'reference', 'stage', 'was', 'way_in', 'way_out'].map(
    (column) => `weekly_deal.${column}`,
  ),
  ...['weekly_deal_text.prospect', 'weekly_deal_text.title'],
  ...['weekly_line.claim_acls', 'weekly_line.kind', 'weekly_summary.reason', 'weekly_summary.sha256'],
]

describe('the export of a contact', () => {
  it('has all data about the contact, and is recorded in the history', async () => {
    const person = await aPerson()
    const { deal, meeting } = await createMentions(person)
    const { id, name, email, phone } = person
    const { contact, held } = await write(head, 'exportContact', { id }, 'contact { name } held')
    expect(contact).toEqual({ name })
    expect(held).toMatchObject({
      contact: {
        id,
        name,
        emails: [email],
        phones: [phone],
        decisionMaker: true,
        enteredBy: expect.any(String),
      },
      meetings: [{ id: meeting, status: 'HELD' }],
      employments: [{ emails: [email], phones: [phone], current: true }],
      history: [
        { verb: 'createContact', after: { showsContact: true } },
        { verb: 'createContact', after: { decisionMaker: true } },
        { verb: 'updateContact', after: { emails: [email] } },
        { verb: 'updateContact', after: { name } },
        { verb: 'exportContact' },
      ],
    })
    expect(held.mentions).toEqual(
      expect.arrayContaining([
        { subjectType: 'Deal', subjectId: deal, field: 'description', text: `As ${name} wrote` },
        { subjectType: 'Meeting', subjectId: meeting, field: 'topics', text: `What ${email} wrote` },
      ]),
    )
  })

  it('has only data that the user can see', async () => {
    const person = await aPerson()
    await createMentions(person)
    await write(officer, 'updateContact', { id: person.id, version: 2, publicFigure: true })
    const { held } = await write(airport, 'exportContact', { id: person.id }, 'held')
    const nothing = { employments: [], meetings: [], mentions: [] }
    expect(held).toMatchObject({ contact: { name: person.name, emails: [] }, ...nothing })
  })

  it('of a hidden contact gets NOT_FOUND', async () => {
    const { id: prospect } = await write(officer, 'createProspect', { name: 'A company' })
    const { id } = await write(officer, 'createContact', { name: 'Hidden', prospect })
    const mutation = 'mutation ($input: ExportContactInput!) { exportContact(input: $input) { held } }'
    const { errors } = await ancrage.request(airport, mutation, { input: { id } })
    expect(errors![0]!.extensions.code).toBe('NOT_FOUND')
  })
})

describe('contacts to review', () => {
  const toReview = '{ contactsToReview(orderBy: [{ name: ASC }]) { totalCount nodes { name } } }'
  const unusedFor = (id: string, months: number) =>
    ancrage.owner.query(`update contact set updated_at = now() - make_interval(months => $2) where id = $1`, [
      id,
      months,
    ])

  it('are those without an update or a meeting within the retention period', async () => {
    const ids: Record<string, string> = {}
    for (const name of ['Fresh', 'Forgotten', 'Met', 'Planned', 'Met long ago', 'Erased', 'Nearly'])
      ids[name] = (await write(officer, 'createContact', { name })).id
    await write(officer, 'eraseContact', { id: ids.Erased, version: 1 })
    for (const [name, id] of Object.entries(ids))
      if (name !== 'Fresh') await unusedFor(id, name === 'Nearly' ? 35 : 37)
    const meet = async (title: string, contact: string, years: number) => {
      const on = `${new Date().getFullYear() + years}-06-01`
      const when = { from: on, to: on, precision: 'DAY' }
      const verb = years > 0 ? 'planMeeting' : 'recordMeeting'
      const { id } = await write(head, verb, { title, when, participants: [{ contact }] })
      if (years < 0) await ancrage.owner.query('update meeting set updated_at = when_to where id = $1', [id])
    }
    await meet('Recent', ids.Met!, -1)
    await meet('To come', ids.Planned!, 1)
    await meet('Long ago', ids['Met long ago']!, -5)
    const { contactsToReview } = await ancrage.run(head, toReview)
    expect(contactsToReview.nodes).toEqual([{ name: 'Forgotten' }, { name: 'Met long ago' }])
  })

  it('are those of the agency of the user', async () => {
    const { id } = await write(airport, 'createContact', { name: 'Of the airport' })
    await unusedFor(id, 40)
    const { contactsToReview } = await ancrage.run(admin, toReview)
    expect(contactsToReview.nodes).not.toContainEqual({ name: 'Of the airport' })
  })

  it.each([officer, analyst, airport])('are forbidden for %s', async (email) => {
    const { errors } = await ancrage.request(email, toReview)
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN')
  })
})
