/** The lead of a deal is offered to another agency, which accepts or declines it. */
import { headOfAgency, passLead } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const michel = 'head@michel.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const send = (verb: string, input: object, by = head, selection = 'id') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return ancrage.request(by, `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
}
const write = async (verb: string, input: object, by = head, selection = 'id') => {
  const { data, errors } = await send(verb, input, by, selection)
  expect(errors).toBeUndefined()
  return data[verb]
}
const codeOf = async (verb: string, input: object, by = head) =>
  (await send(verb, input, by)).errors?.[0]?.extensions.code ?? 'done'

const aDeal = async (confidentiality = 'RESTRICTED') =>
  (await write(
    'openDeal',
    { codeName: 'Lotus', title: 'Quokka centre', confidentiality, openedOn: '2018-01-08' },
    officer,
    'id version',
  )) as { id: string; version: number }

const offer = (deal: { id: string; version: number }, more: object = {}) => ({
  ...{ deal: deal.id, version: deal.version, to: 'cabinet-michel', on: '2018-02-01', reason: 'It is theirs' },
  ...more,
})
const pendingOf = async (deal: string, by = michel) =>
  (
    await ancrage.run(
      by,
      `query ($deal: ID!) { handoverOffers(where: { deal: { id: { eq: $deal } }, status: { eq: PENDING } }) { nodes { id } } }`,
      { deal },
    )
  ).handoverOffers.nodes.map(({ id }: { id: string }) => id) as string[]

const read = async (id: string, by = head) =>
  (
    await ancrage.run(
      by,
      `query ($id: ID) { deal(id: $id) { version masked title leadAgency { code } officer { email } officerFault
        team { agency { code } role until } handovers { totalCount } missing(stage: QUALIFIED) { code } } }`,
      { id },
    )
  ).deal

describe('an offered handover', () => {
  it('changes nothing until it is accepted, and shows the receiver no more than before', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal))
    expect(await read(deal.id)).toMatchObject({ leadAgency: { code: 'awex' }, handovers: { totalCount: 0 } })
    expect(await pendingOf(deal.id)).toHaveLength(1)
    expect(await read(deal.id, michel)).toMatchObject({ masked: true, title: 'Lotus' })
    expect(await pendingOf(deal.id, 'officer@liege-airport.example')).toEqual([])
    expect(await pendingOf(deal.id, 'cabinet@jeholet.example')).toEqual([])
  })

  it('passes the lead when the receiver accepts; the old lead stays, and the officer becomes empty', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal))
    const [id] = await pendingOf(deal.id)
    await write('acceptHandover', { offer: id }, michel)
    const after = await read(deal.id, michel)
    expect(after).toMatchObject({
      masked: false,
      leadAgency: { code: 'cabinet-michel' },
      officer: null,
      handovers: { totalCount: 1 },
    })
    expect(after.missing.map(({ code }: { code: string }) => code)).toContain('officer')
    expect(after.team.filter((one: any) => one.until === null)).toEqual([
      { agency: { code: 'cabinet-michel' }, role: 'LEAD', until: null },
      { agency: { code: 'awex' }, role: 'SUPPORT', until: null },
    ])
    expect(await codeOf('acceptHandover', { offer: id }, michel)).toBe('CONFLICT')
  })

  it('names an officer of the team only', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal, { leaves: true }))
    const [id] = await pendingOf(deal.id)
    const userOf = async (email: string) =>
      (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id
    const refused = await send('acceptHandover', { offer: id, officer: await userOf(officer) }, michel)
    expect(refused.errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'input.officer', code: 'OFFICER_NOT_IN_TEAM' },
    ])
    await write('acceptHandover', { offer: id, officer: await userOf(michel) }, michel)
    expect(await read(deal.id, michel)).toMatchObject({ officer: { email: michel } })
    expect(await read(deal.id, officer)).toBeNull()
  })

  it('is declined by the receiver or withdrawn by the lead, once', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal))
    const [id] = await pendingOf(deal.id)
    await write('declineHandover', { offer: id, reason: 'Not ours' }, michel)
    expect(await codeOf('declineHandover', { offer: id }, michel)).toBe('CONFLICT')
    const again = await read(deal.id)
    await write('handOverDeal', offer({ id: deal.id, version: again.version }))
    const [second] = await pendingOf(deal.id)
    await write('withdrawHandover', { offer: second })
    expect(await codeOf('acceptHandover', { offer: second }, michel)).toBe('CONFLICT')
    expect(await read(deal.id)).toMatchObject({ leadAgency: { code: 'awex' } })
  })

  it('is decided only by a HEAD of the receiver, not even by the one who offered it', async () => {
    const deal = await aDeal('INTERNAL')
    await write('handOverDeal', offer(deal))
    const [id] = await pendingOf(deal.id)
    const port = await headOfAgency(ancrage, 'liege-airport')
    const answers: Record<string, string> = {}
    for (const by of [head, officer, port, 'analyst@awex.example'])
      for (const verb of ['acceptHandover', 'declineHandover'])
        answers[`${by} ${verb}`] = await codeOf(verb, { offer: id }, by)
    expect(answers).toEqual({
      [`${head} acceptHandover`]: 'FORBIDDEN',
      [`${head} declineHandover`]: 'FORBIDDEN',
      [`${officer} acceptHandover`]: 'FORBIDDEN',
      [`${officer} declineHandover`]: 'FORBIDDEN',
      [`${port} acceptHandover`]: 'NOT_FOUND',
      [`${port} declineHandover`]: 'NOT_FOUND',
      ['analyst@awex.example acceptHandover']: 'FORBIDDEN',
      ['analyst@awex.example declineHandover']: 'FORBIDDEN',
    })
  })

  it('is made once by two HEADs at once; the other gets CONFLICT', async () => {
    const deal = await aDeal()
    const answers = await Promise.all([1, 2, 3, 4].map(() => codeOf('handOverDeal', offer(deal))))
    expect(answers.sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done'])
    const { version } = await read(deal.id)
    expect(await codeOf('handOverDeal', offer({ id: deal.id, version }))).toBe('CONFLICT')
  })

  it('is accepted once by two HEADs of the receiver at once', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal))
    const [id] = await pendingOf(deal.id)
    const answers = await Promise.all([1, 2, 3].map(() => codeOf('acceptHandover', { offer: id }, michel)))
    expect(answers.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done'])
    expect((await read(deal.id, michel)).handovers.totalCount).toBe(1)
  })

  it('is no longer accepted once the receiver could not see it', async () => {
    const deal = await aDeal()
    await write('handOverDeal', offer(deal))
    const [id] = await pendingOf(deal.id)
    const { version } = await read(deal.id)
    await write('addToNeedToKnow', {
      deal: deal.id,
      user: (await ancrage.owner.query('select id from "user" where email = $1', [head])).rows[0].id,
    })
    await write('updateDeal', { id: deal.id, version, confidentiality: 'SECRET' })
    expect(await codeOf('acceptHandover', { offer: id }, michel)).toBe('NOT_FOUND')
  })
})

describe('a HEAD of a supporting agency', () => {
  it('takes neither the lead nor the confidentiality of a deal', async () => {
    const deal = await aDeal()
    const port = await headOfAgency(ancrage, 'liege-airport')
    await write('joinDeal', { deal: deal.id, agency: 'liege-airport', role: 'SUPPORT' })
    const { version } = await read(deal.id)
    const at = { id: deal.id, version }
    expect(await codeOf('handOverDeal', offer(at, { to: 'liege-airport', leaves: true }), port)).toBe(
      'FORBIDDEN',
    )
    expect(await codeOf('updateDeal', { ...at, confidentiality: 'OPEN' }, port)).toBe('FORBIDDEN')
    expect(await codeOf('leaveDeal', { deal: deal.id, agency: 'liege-airport' }, port)).toBe('done')
  })

  it('leads it after the handover, and the old lead supports it', async () => {
    const deal = await aDeal()
    const port = await passLead(ancrage, head, { deal: deal.id, to: 'liege-airport', reason: 'It is theirs' })
    const { version } = await read(deal.id, port)
    const at = { id: deal.id, version }
    expect(await codeOf('updateDeal', { ...at, confidentiality: 'INTERNAL' }, head)).toBe('FORBIDDEN')
    expect(await codeOf('updateDeal', { ...at, confidentiality: 'INTERNAL' }, port)).toBe('done')
  })
})
