/** Who may make a row more visible, exactly: the lead, the day's handover, and never by what the viewer does not see. */
import { Client, type DatabaseError } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'

interface Row {
  id: string
  version: number
}
interface Viewer {
  id: string
  token: string
}

let ancrage: TestService
let head: Viewer
let officer: Viewer
/** A HEAD of an agency that supports the deals. */
let supporter: Viewer
let stranger: Viewer
beforeAll(async () => {
  ancrage = await startTestService()
  head = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
  officer = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'SECRET' })
  supporter = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
  stranger = await createUser(ancrage, {
    ...{ agency: 'logistics-in-wallonia', role: 'OFFICER', clearance: 'SECRET' },
  })
})
afterAll(() => ancrage.stop())

const mutation = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`
const codeOf = ({ errors }: Awaited<ReturnType<TestService['request']>>) =>
  errors?.[0]?.extensions.fields?.[0]?.code ?? errors?.[0]?.extensions.code ?? 'done'
const write = async ({ token }: Viewer, verb: string, input: object): Promise<Row> => {
  const { data, errors } = await ancrage.send(token, mutation(verb), { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[verb]
}
const outcome = async ({ token }: Viewer, verb: string, input: object) =>
  codeOf(await ancrage.send(token, mutation(verb), { input }))
const versionOf = async (deal: string): Promise<number> =>
  (await ancrage.owner.query('select version from deal where id = $1', [deal])).rows[0].version
const inputOf = async (id: string) => ({ id, version: await versionOf(id) })

let count = 0
const aProspect = async (as = head, confidentiality = 'INTERNAL') =>
  (await write(as, 'createProspect', { name: `Quiet ${++count}`, confidentiality })).id
async function aDeal(as: Viewer, confidentiality: string, prospect?: string, listed: Viewer[] = []) {
  const facts = { codeName: `Lotus ${++count}`, title: 'A plant', openedOn: '2018-01-08' }
  const { id } = await write(as, 'openDeal', { ...facts, confidentiality, prospect })
  for (const { id: user } of listed) await write(as, 'addToNeedToKnow', { deal: id, user })
  return id
}
const join = (as: Viewer, deal: string, agency = 'liege-airport') =>
  write(as, 'joinDeal', { deal, agency, role: 'SUPPORT' })
/** Gives a company to a deal, as its owner does in the database: no rule is checked. */
const attach = (prospect: string, deal: string) =>
  ancrage.owner.query('update deal_identity set prospect_id = $1 where deal_id = $2', [prospect, deal])

describe('a meeting', () => {
  it.each([
    ['INTERNAL', 'done'],
    ['RESTRICTED', 'WIDENS_ACCESS'],
  ])('leaves a deal that is %s by a HEAD of a supporting agency: %s', async (confidentiality, result) => {
    const deal = await aDeal(head, confidentiality)
    await join(head, deal)
    const day = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }
    const meeting = await write(head, 'recordMeeting', { title: 'Talk', when: day, deals: [deal] })
    const input = { ...meeting, deals: [await aDeal(supporter, 'OPEN')], widensAccess: true }
    expect(await outcome(supporter, 'updateMeeting', input)).toBe(result)
  })
})

describe('an agreement under embargo gets another deal', () => {
  const terms = {
    ...{ title: 'Terms', kind: 'MOU', standing: 'DISCUSSED' },
    ...{ embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { needToKnow: true } },
    parties: [{ agency: 'awex' }, { name: 'A party' }],
  }
  const twoDeals = async () => {
    const first = await aDeal(head, 'RESTRICTED', undefined, [head])
    await join(head, first)
    const agreement = await write(supporter, 'recordAgreement', { ...terms, deals: [first] })
    const second = await aDeal(supporter, 'RESTRICTED', undefined, [stranger])
    await join(supporter, second, 'awex')
    return { ...agreement, deals: [first, second], widensAccess: true }
  }

  it('by a HEAD of the agency that leads the others', async () => {
    expect(await outcome(head, 'updateAgreement', await twoDeals())).toBe('done')
  })

  it('by a HEAD of the agency that entered it', async () => {
    expect(await outcome(supporter, 'updateAgreement', await twoDeals())).toBe('done')
  })
})

describe('a contact', () => {
  it('is shown to no more users, whether an employment that the viewer does not see covers them or not', async () => {
    const answers: string[] = []
    for (const isHidden of [true, false]) {
      const [own, others, both] = [await aProspect(), await aProspect(), await aProspect()]
      await aDeal(head, 'SECRET', own, [officer])
      await aDeal(head, 'SECRET', others, [stranger])
      await aDeal(head, 'SECRET', both, [officer, stranger])
      const { id: contact } = await write(head, 'createContact', { name: 'Ada Arp', prospect: own })
      if (isHidden) await write(head, 'createEmployment', { contact, prospect: others, showsContact: true })
      const input = { contact, prospect: both, showsContact: true }
      answers.push(await outcome(officer, 'createEmployment', input))
    }
    expect(answers).toEqual(['HEAD_SHOWS_CONTACT', 'HEAD_SHOWS_CONTACT'])
  })

  it.each([
    ['a SECRET deal that the HEAD does not see', 'SECRET', 'done'],
    ['an INTERNAL deal', 'INTERNAL', 'done'],
    ['a RESTRICTED deal', 'RESTRICTED', 'HEAD_SHOWS_CONTACT'],
  ])('is shown by a HEAD although another agency leads %s', async (_, confidentiality, result) => {
    const prospect = await aProspect(supporter)
    await aDeal(supporter, 'RESTRICTED', prospect)
    const { id: contact } = await write(supporter, 'createContact', { name: 'Ada Arp', prospect })
    const other = await aDeal(head, confidentiality)
    if (confidentiality !== 'SECRET') await join(head, other)
    await attach(prospect, other)
    const input = { contact, agency: 'liege-airport', showsContact: true }
    expect(await outcome(supporter, 'createEmployment', input)).toBe(result)
  })
})

describe('the company of a RESTRICTED deal', () => {
  it('may be shown by an accepted handover, but by no later edit', async () => {
    const prospect = await aProspect()
    await join(head, await aDeal(head, 'RESTRICTED', prospect))
    const deal = await aDeal(head, 'RESTRICTED', prospect)
    await write(head, 'handOverDeal', { ...(await handoverOf(deal)), to: 'liege-airport' })
    const offer = await offerOf(supporter, deal)
    expect(await outcome(supporter, 'acceptHandover', { offer })).toBe('done')
    const opened = { ...(await inputOf(deal)), confidentiality: 'OPEN' }
    expect(await outcome(supporter, 'updateDeal', opened)).toBe('WIDENS_COMPANY')
  })

  it('is not shown by a deal whose offered lead is withdrawn in the same operation', async () => {
    const prospect = await aProspect()
    await join(head, await aDeal(head, 'RESTRICTED', prospect))
    const own = await aDeal(supporter, 'RESTRICTED', prospect)
    await write(supporter, 'handOverDeal', { ...(await handoverOf(own)), to: 'awex' })
    const offer = await offerOf(supporter, own)
    const { version } = await inputOf(own)
    const { errors } = await ancrage.send(
      supporter.token,
      `mutation { withdrawHandover(input: { offer: "${offer}" }) { id }
        updateDeal(input: { id: "${own}", version: ${version}, confidentiality: OPEN }) { id } }`,
    )
    expect(codeOf({ errors })).toBe('WIDENS_COMPANY')
  })

  it('is not shown by a withdrawn offer that another row has the id of', async () => {
    const prospect = await aProspect()
    await join(head, await aDeal(head, 'RESTRICTED', prospect))
    const own = await aDeal(supporter, 'RESTRICTED', prospect)
    await write(supporter, 'handOverDeal', { ...(await handoverOf(own)), to: 'awex' })
    const offer = await offerOf(supporter, own)
    const withdraw = `mutation { withdrawHandover(input: { offer: "${offer}" }) { id } }`
    expect(codeOf(await ancrage.send(supporter.token, withdraw))).toBe('done')
    const service = new Client({
      connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url),
    })
    await service.connect()
    try {
      await service.query('begin')
      await service.query('select from authenticate_token($1)', [tokenHash(supporter.token)])
      await service.query(
        `insert into contact (id, name, entered_by_id, created_at, updated_at)
         select $1, 'A namesake', agency_id, now(), now() from "user" where id = viewer_id()`,
        [offer],
      )
      await service.query('update contact set public_figure = true where id = $1', [offer])
      await service.query(`update deal set confidentiality = 'OPEN' where id = $1`, [own])
      const refusal = await service
        .query('set constraints all immediate')
        .catch((error: DatabaseError) => error)
      expect(refusal).toMatchObject({ code: 'IN001', hint: 'WIDENS_COMPANY' })
    } finally {
      await service.query('rollback')
      await service.end()
    }
  })

  const handoverOf = async (deal: string) => ({
    ...{ deal, version: await versionOf(deal), reason: 'It is theirs' },
  })
  const offerOf = async ({ token }: Viewer, deal: string): Promise<string> =>
    (
      await ancrage.send(
        token,
        `{ handoverOffers(where: { deal: { id: { eq: "${deal}" } } }) { nodes { id } } }`,
      )
    ).data.handoverOffers.nodes[0].id

  it('is shown to no more users, whether a deal that the viewer does not see covers them or not', async () => {
    const answers: string[] = []
    for (const isHidden of [true, false]) {
      const prospect = await aProspect()
      await join(head, await aDeal(head, 'RESTRICTED', prospect))
      const own = await aDeal(supporter, 'SECRET', prospect)
      if (isHidden) await aDeal(head, 'SECRET', prospect, [stranger])
      answers.push(await outcome(supporter, 'addToNeedToKnow', { deal: own, user: stranger.id }))
    }
    expect(answers).toEqual(['WIDENS_COMPANY', 'WIDENS_COMPANY'])
  })

  it('is not gained by a deal of another agency, even if the viewer leads all its own deals', async () => {
    const prospect = await aProspect()
    await aDeal(head, 'SECRET', prospect)
    const other = await aDeal(supporter, 'INTERNAL')
    await join(supporter, other, 'awex')
    const input = { ...(await inputOf(other)), prospect, widensAccess: true }
    expect(await outcome(head, 'updateDeal', input)).toBe('WIDENS_ACCESS')
  })
})

it('the company of an INTERNAL deal is shown by another deal', async () => {
  const prospect = await aProspect()
  await join(head, await aDeal(head, 'INTERNAL', prospect))
  const own = await aDeal(supporter, 'INTERNAL', prospect)
  const input = { ...(await inputOf(own)), confidentiality: 'OPEN' }
  expect(await outcome(supporter, 'updateDeal', input)).toBe('done')
})

it('the company that a deal leaves answers alike whether it has a hidden deal or not', async () => {
  const answers: string[] = []
  for (const isHidden of [true, false]) {
    const prospect = await aProspect()
    const deal = await aDeal(head, 'SECRET', prospect, [officer])
    if (isHidden) await aDeal(head, 'SECRET', prospect)
    const input = { ...(await inputOf(deal)), prospect: await aProspect() }
    answers.push(await outcome(officer, 'updateDeal', input))
  }
  expect(answers).toEqual(['WIDENS_ACCESS', 'WIDENS_ACCESS'])
})

describe('the circle of an embargo', () => {
  const facts = { statement: 'They come', statedOn: '2018-02-06', source: { kind: 'PRESS', name: 'x' } }
  const embargoUntil = '2190-01-01T00:00:00Z'

  it('is refused when it excludes only a user who is not active', async () => {
    const deal = await aDeal(head, 'SECRET')
    const claim = { deal, ...facts, embargoUntil, embargoCircle: { users: [head.id] } }
    expect(await outcome(head, 'recordClaim', claim)).toBe('CIRCLE_EXCLUDES_NOBODY')
    const gone = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'SECRET' })
    await write(head, 'addToNeedToKnow', { deal, user: gone.id })
    await ancrage.owner.query('update "user" set active = false where id = $1', [gone.id])
    expect(await outcome(head, 'recordClaim', claim)).toBe('CIRCLE_EXCLUDES_NOBODY')
  })

  it('of a claim about an agreement is the list of its deals as it is now', async () => {
    const deal = await aDeal(head, 'RESTRICTED', undefined, [head])
    const agreement = await write(head, 'recordAgreement', {
      ...{ title: 'Terms', kind: 'MOU', standing: 'DISCUSSED', deals: [deal] },
      parties: [{ agency: 'awex' }, { name: 'A party' }],
    })
    const { id: claim } = await write(head, 'recordClaim', {
      ...{ agreement: agreement.id, ...facts, embargoUntil, embargoCircle: { needToKnow: true } },
    })
    const sees = async () =>
      (await ancrage.send(officer.token, `{ claims(where: { id: { eq: "${claim}" } }) { totalCount } }`)).data
        .claims.totalCount as number
    expect(await sees()).toBe(0)
    const entry = { deal, user: officer.id }
    await write(head, 'addToNeedToKnow', entry)
    expect(await sees()).toBe(1)
    await write(head, 'removeFromNeedToKnow', entry)
    expect(await sees()).toBe(0)
  })
})
