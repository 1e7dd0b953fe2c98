/** The read log of a deal by every way: history, erasure, dossiers, exports of every list and stored files. */
import { createUser } from './access/fixture.js'
import { dealClient } from './deal-client.js'
import { createExportClient, toQueryString } from './exports.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const source = { kind: 'PRESS' }

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const open = (confidentiality: string, more: object = {}) =>
  dealClient(ancrage).open({ confidentiality, ...more })
const write = async (mutation: string, input: object, as = head) =>
  (
    await ancrage.run(
      as,
      `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { id } }`,
      { input },
    )
  )[mutation].id as string
const versionOf = async (id: string): Promise<number> =>
  (await ancrage.owner.query('select version from deal where id = $1', [id])).rows[0].version
const referenceOf = async (id: string): Promise<string> =>
  (await ancrage.owner.query('select reference from deal where id = $1', [id])).rows[0].reference
/** Adds a HEAD of Awex, on the need-to-know list of `secret`. The process remembers no read of theirs. */
async function newReader(secret?: string) {
  const { id, token } = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
  if (secret)
    await ancrage.run(
      head,
      'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
      { input: { deal: secret, user: id } },
    )
  return { id, token, email: `${id}@matrix.example` }
}
const forget = () => ancrage.owner.query('delete from deal_read')
/** Returns the ways by which a user, by default the officer, has read a deal since `forget`. */
const readsOf = async (deal: string, email = officer): Promise<string[]> =>
  (
    await ancrage.owner.query(
      `select r.way || case when r.masked then ' masked' else '' end as way
         from deal_read r join "user" u on u.id = r.user_id where r.deal_id = $1 and u.email = $2 order by 1`,
      [deal, email],
    )
  ).rows.map(({ way }: { way: string }) => way)

const readsOfAll = async (deals: string[], email?: string): Promise<string[][]> => {
  const reads: string[][] = []
  for (const deal of deals) reads.push(await readsOf(deal, email))
  return reads
}

/** Adds a row of a type to a deal. Returns its id. */
const additions: Record<string, (deal: string) => Promise<string>> = {
  Location: async (deal) => {
    const site = await write('createSite', { name: 'A site', kind: 'GREENFIELD' })
    return write('addLocation', { deal, site, standing: 'CANDIDATE', since: '2018-02-01' })
  },
  Meeting: (deal) => write('planMeeting', { title: 'Numbat', when: day, deals: [deal] }),
  Agreement: (deal) =>
    write('recordAgreement', {
      ...{ title: 'Terms', kind: 'MOU', standing: 'DISCUSSED', deals: [deal] },
      parties: [{ agency: 'awex' }, { name: 'A party' }],
    }),
  Claim: (deal) => write('recordClaim', { deal, statement: 'They come', statedOn: '2018-03-01', source }),
  Task: (deal) => write('addTask', { title: 'To do', dueOn: '2018-03-01', deal }),
}

describe('the read log has the deal of an entry of the audit trail', () => {
  const history = 'query ($subject: ID!) { history(subject: $subject) { nodes { verb after } } }'

  it.each(['RESTRICTED', 'SECRET'])('about the %s deal itself', async (confidentiality) => {
    const deal = await open(confidentiality)
    const { token, email } = await newReader(confidentiality === 'SECRET' ? deal : undefined)
    await write('updateDeal', { id: deal, version: await versionOf(deal), description: 'New' })
    const { data } = await ancrage.send(token, history, { subject: deal })
    expect(JSON.stringify(data)).toContain('New')
    expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
  })

  it.each(Object.keys(additions))('about a %s of it', async (type) => {
    const deal = await open('RESTRICTED')
    const subject = await additions[type]!(deal)
    await forget()
    await ancrage.run(officer, history, { subject })
    expect(await readsOf(deal)).toEqual(['GRAPHQL'])
  })

  it('that a follower reads', async () => {
    const deal = await open('RESTRICTED')
    const { id, token, email } = await newReader()
    await ancrage.owner.query('insert into deal_follow values ($1, $2, true, now())', [id, deal])
    await write('updateDeal', { id: deal, version: await versionOf(deal), description: 'New' })
    const query = '{ followedChanges(since: "2018-01-01T00:00:00Z") { nodes { after } } }'
    expect(JSON.stringify((await ancrage.send(token, query)).data)).toContain('New')
    expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
  })

  it('but not of one that is OPEN, or only counted', async () => {
    const [shown, counted] = [await open('OPEN'), await open('RESTRICTED')]
    await forget()
    await ancrage.run(officer, history, { subject: shown })
    await ancrage.run(officer, 'query ($subject: ID!) { history(subject: $subject) { totalCount } }', {
      subject: counted,
    })
    expect([await readsOf(shown), await readsOf(counted)]).toEqual([[], []])
  })
})

describe('the read log has the deals whose texts', () => {
  const person = { name: 'Elise Vrastil', emails: ['elise@vrastil.example'] }

  it('the preview of an erasure shows', async () => {
    const contact = await write('createContact', person)
    const deal = await open('RESTRICTED', { description: 'As Elise Vrastil states' })
    const other = await open('RESTRICTED')
    const { token, email } = await newReader()
    const query = 'query ($contact: ID!) { erasurePreview(contact: $contact) { excerpt } }'
    expect(JSON.stringify((await ancrage.send(token, query, { contact })).data)).toContain('As Elise')
    expect([await readsOf(deal, email), await readsOf(other, email)]).toEqual([['GRAPHQL'], []])
  })

  it('the dossier of a person shows, and those of their meetings', async () => {
    const contact = await write('createContact', person)
    const mentioned = await open('RESTRICTED', { description: 'As Elise Vrastil states' })
    const met = await open('RESTRICTED')
    const other = await open('RESTRICTED')
    await write('recordMeeting', { title: 'x', when: day, deals: [met], participants: [{ contact }] })
    const { token, email } = await newReader()
    const query = 'mutation ($input: ExportContactInput!) { exportContact(input: $input) { held } }'
    const { data } = await ancrage.send(token, query, { input: { id: contact } })
    expect(JSON.stringify(data)).toContain('As Elise')
    const reads = await readsOfAll([mentioned, met, other], email)
    expect(reads).toEqual([['GRAPHQL'], ['GRAPHQL'], []])
  })
})

describe('the read log has the deal of an export', () => {
  const fetchAs = async (email: string, list: string, parameters: Record<string, unknown>) => {
    const path = `exports/${list}.ndjson?${toQueryString(parameters)}`
    const answer = await createExportClient(ancrage).fetch(email, path)
    expect(answer.status).toBe(200)
    return answer
  }
  const exportsOfRows: [string, string, string][] = [
    ['Meeting', 'meetings', 'title'],
    ['Agreement', 'agreements', 'title'],
    ['Claim', 'claims', 'statement'],
    ['Task', 'tasks', 'title'],
  ]

  it.each(exportsOfRows)('of a %s of it', async (type, list, fields) => {
    const deal = await open('RESTRICTED')
    const id = await additions[type]!(deal)
    await forget()
    await fetchAs(officer, list, { where: { id: { eq: id } }, fields })
    expect(await readsOf(deal)).toEqual(['EXPORT'])
  })

  it('of its job projections', async () => {
    const deal = await open('RESTRICTED')
    await dealClient(ancrage).project(deal, { low: 30 })
    await forget()
    await fetchAs(officer, 'jobProjections', { where: { deal: { id: { eq: deal } } }, fields: 'low' })
    expect(await readsOf(deal)).toEqual(['EXPORT'])
  })

  it('of its company', async () => {
    const prospect = await write('createProspect', { name: 'Numbat' })
    const deal = await open('RESTRICTED', { prospect })
    await forget()
    await fetchAs(officer, 'prospects', { where: { id: { eq: prospect } }, fields: 'name' })
    expect(await readsOf(deal)).toEqual(['EXPORT'])
  })

  it('masked where it was masked, and no deal that was hidden', async () => {
    const prospect = await write('createProspect', { name: 'Numbat', confidentiality: 'OPEN' })
    const shown = await open('RESTRICTED')
    await open('OPEN', { prospect })
    const hidden = await open('SECRET', { prospect })
    const { id, token } = await createUser(ancrage, {
      agency: 'liege-airport',
      role: 'HEAD',
      clearance: 'RESTRICTED',
    })
    await forget()
    const client = createExportClient(ancrage)
    for (const [list, where, fields] of [
      ['deals', { id: { eq: shown } }, 'codeName'],
      ['prospects', { id: { eq: prospect } }, 'name'],
    ] as const) {
      const response = await client.open(token, `exports/${list}.ndjson?${toQueryString({ where, fields })}`)
      expect((await response.text()).trim().split('\n')).toHaveLength(1)
    }
    const viewer = `${id}@matrix.example`
    expect([await readsOf(shown, viewer), await readsOf(hidden, viewer)]).toEqual([['EXPORT masked'], []])
  })

  it('each hour in which its stored file is downloaded again', async () => {
    const deal = await open('SECRET')
    const answer = await fetchAs(head, 'deals', { where: { id: { eq: deal } }, fields: 'title' })
    await forget()
    const again = await createExportClient(ancrage).fetch(head, `exports/${answer.headers.get('export-id')}`)
    expect([again.status, await readsOf(deal, head)]).toEqual([200, ['EXPORT']])
  })

  it('of a SECRET deal only is in the history of the deal', async () => {
    const [secret, restricted] = [await open('SECRET'), await open('RESTRICTED')]
    await fetchAs(head, 'deals', { where: { id: { in: [secret, restricted] } }, fields: 'title' })
    const count = async (subject: string) =>
      (
        await ancrage.run(
          head,
          `{ history(subject: "${subject}", where: { verb: { eq: "export" } }) { totalCount } }`,
        )
      ).history.totalCount as number
    expect([await count(secret), await count(restricted)]).toEqual([1, 0])
  })
})

it('a document that names a hidden deal in a text leaves no entry for it', async () => {
  const hidden = await open('SECRET', { openedOn: '2012-05-08' })
  const title = `Like ${await referenceOf(hidden)}`
  const named = await open('RESTRICTED', { openedOn: '2012-05-08', title })
  await forget()
  await createExportClient(ancrage).fetch(officer, 'summaries/awex/2012-W19.json')
  expect([await readsOf(named), await readsOf(hidden)]).toEqual([['DOCUMENT'], []])
})

it('the read log has a deal that is read by the offer of its lead', async () => {
  const deal = await open('RESTRICTED')
  const to = 'liege-airport'
  await dealClient(ancrage).join(deal, to, 'SUPPORT', '2018-02-01')
  await write('handOverDeal', { deal, to, version: await versionOf(deal), reason: 'Theirs' })
  const { token, email } = await newReader()
  const offers =
    'query ($deal: ID!) { handoverOffers(where: { deal: { id: { eq: $deal } } }) { nodes { reason } } }'
  expect((await ancrage.send(token, offers, { deal })).data.handoverOffers.nodes).toHaveLength(1)
  expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
})

describe('the read log has a deal that a weekly summary shows', () => {
  const news = async (selection: string) => {
    const reader = await newReader()
    const query = `{ weeklySummary(agency: "awex", week: "2018-W06") { ${selection} } }`
    return { ...reader, answer: JSON.stringify((await ancrage.send(reader.token, query)).data) }
  }

  it('by its handover', async () => {
    const deal = await open('RESTRICTED')
    await dealClient(ancrage).join(deal, 'liege-airport', 'SUPPORT', '2018-02-01')
    await dealClient(ancrage).handOver(deal, 'liege-airport', '2018-02-06')
    const { answer, email } = await news('handovers { reason on }')
    expect(answer).toContain('2018-02-06')
    expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
  })

  it('by its move', async () => {
    const deal = await open('RESTRICTED')
    await dealClient(ancrage).move(deal, 'CONTACTED', '2018-02-07')
    const { answer, email } = await news('movements { transition { effectiveOn } }')
    expect(answer).toContain('2018-02-07')
    expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
  })
})

it('the read log has a deal whose location is the answer of a mutation', async () => {
  const deal = await open('RESTRICTED')
  const { token, email } = await newReader()
  const { errors } = await ancrage.send(
    token,
    'mutation ($input: AddLocationInput!) { addLocation(input: $input) { standing } }',
    { input: { deal, town: 'Lille', country: 'FR', standing: 'CANDIDATE', since: '2018-02-01' } },
  )
  expect(errors).toBeUndefined()
  expect(await readsOf(deal, email)).toEqual(['GRAPHQL'])
})
