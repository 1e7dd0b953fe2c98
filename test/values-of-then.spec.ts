/** Dimensions and filters beside a day or an instant look at the values of then, not at those of today. */
import { setTimeout } from 'node:timers/promises'
import { passLead } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const write = async (verb: string, input: object, selection = 'id'): Promise<{ id: string }> => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run<Record<string, { id: string }>>(head, text, { input }))[verb]!
}
const edit = async (verb: string, list: string, id: string, input: object): Promise<void> => {
  const text = `query ($id: ID!) { ${list}(where: { id: { eq: $id } }) { nodes { version } } }`
  const rows = await ancrage.run<Record<string, { nodes: { version: number }[] }>>(head, text, { id })
  await write(verb, { id, version: rows[list]!.nodes[0]!.version, ...input })
}
const openDeal = (input: object = {}) =>
  write('openDeal', { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08', ...input })
const pause = async (): Promise<string> => {
  await setTimeout(5)
  const instant = new Date().toISOString()
  await setTimeout(5)
  return instant
}

/** Returns the values of a dimension of the rows that match a filter then, and today. */
const valuesOf = async (statistic: string, dimension: string, type: string, where: object, then = '') => {
  const measure = { dealStats: 'DEALS', meetingStats: 'MEETINGS', agreementStats: 'AGREEMENTS' }[statistic]!
  const text = `query ($where: ${type}) { ${statistic}(groupBy: [${dimension}], measures: [${measure}], where: $where ${then}) { by { value } } }`
  const answer = await ancrage.run<Record<string, { by: { value: string | null }[] }[]>>(head, text, {
    where,
  })
  return answer[statistic]!.map(({ by }) => by[0]!.value)
}
const ofDeal = (id: string, dimension: string, then = '', further: object = {}) =>
  valuesOf('dealStats', dimension, 'DealWhere', { id: { eq: id }, ...further }, then)

describe('a deal as of a past day', () => {
  it('is led by the agency that led it then, as dimension and as filter', async () => {
    const { id } = await openDeal()
    await passLead(ancrage, head, {
      ...{ deal: id, to: 'cabinet-michel', on: '2018-03-05', reason: 'It is theirs' },
    })
    const led = { leadAgency: { code: { eq: 'awex' } } }
    expect(await ofDeal(id, 'LEAD_AGENCY', ', asOf: "2018-03-04"')).toEqual(['awex'])
    expect(await ofDeal(id, 'LEAD_AGENCY', ', asOf: "2018-03-05"')).toEqual(['cabinet-michel'])
    expect(await ofDeal(id, 'LEAD_AGENCY', ', asOf: "2018-03-04"', led)).toEqual(['awex'])
    expect(await ofDeal(id, 'LEAD_AGENCY', ', asOf: "2018-03-05"', led)).toEqual([])
    expect(await ofDeal(id, 'LEAD_AGENCY', '', led)).toEqual([])
  })

  it('matches a filter on its stage by the stage of that day', async () => {
    const { id } = await openDeal()
    await edit('moveDeal', 'deals', id, { to: 'CONTACTED', effectiveOn: '2018-02-10' })
    const stage = { stage: { code: { eq: 'IDENTIFIED' } } }
    expect(await ofDeal(id, 'STAGE', ', asOf: "2018-02-09"', stage)).toEqual(['IDENTIFIED'])
    expect(await ofDeal(id, 'STAGE', ', asOf: "2018-02-10"', stage)).toEqual([])
    const { pipelineStatus } = await ancrage.run<{ pipelineStatus: { total: { deals: number } } }>(
      head,
      'query ($where: DealWhere) { pipelineStatus(asOf: "2018-02-09", where: $where) { total { deals } } }',
      { where: { id: { eq: id }, ...stage } },
    )
    expect(pipelineStatus.total.deals).toBe(1)
  })

  it('has the confidentiality and the officer that were recorded by the instant', async () => {
    const officer = await ancrage.addUser({
      email: 'next@awex.example',
      role: 'OFFICER',
      clearance: 'SECRET',
    })
    const { id } = await openDeal({ confidentiality: 'INTERNAL' })
    await edit('updateDeal', 'deals', id, { officer })
    const knownAt = await pause()
    await edit('updateDeal', 'deals', id, { confidentiality: 'OPEN', widensAccess: true, officer: null })
    const then = `, knownAt: "${knownAt}"`
    expect(await ofDeal(id, 'CONFIDENTIALITY', then)).toEqual(['INTERNAL'])
    expect(await ofDeal(id, 'OFFICER', then)).toEqual([officer])
    expect(await ofDeal(id, 'OFFICER')).toEqual([null])
    expect(await ofDeal(id, 'CONFIDENTIALITY', then, { confidentiality: { eq: 'OPEN' } })).toEqual([])
    expect(await ofDeal(id, 'CONFIDENTIALITY', then, { officer: { id: { eq: officer } } })).toEqual([
      'INTERNAL',
    ])
  })

  it('belongs to the group that its company belonged to', async () => {
    const [holder, held] = [
      await write('createProspect', { name: 'The holder', country: 'CN' }),
      await write('createProspect', { name: 'The held one', country: 'BE' }),
    ]
    const { id } = await openDeal({ prospect: held.id })
    const stake = { holder: holder.id, held: held.id, percent: '51' }
    await write('recordStake', { ...stake, since: '2018-02-01' })
    const knownAt = await pause()
    await write('recordStake', { ...stake, version: 1, endedOn: '2018-06-01' })
    expect(await ofDeal(id, 'GROUP', ', asOf: "2018-01-31"')).toEqual([held.id])
    expect(await ofDeal(id, 'GROUP', ', asOf: "2018-05-31"')).toEqual([holder.id])
    expect(await ofDeal(id, 'GROUP', ', asOf: "2018-06-01"')).toEqual([held.id])
    expect(await ofDeal(id, 'GROUP', `, asOf: "2018-06-01", knownAt: "${knownAt}"`)).toEqual([holder.id])
    expect(await ofDeal(id, 'GROUP')).toEqual([held.id])
  })

  it('lies in the areas of the sites that competed then', async () => {
    const site = await write('createSite', { name: 'A site', kind: 'GREENFIELD', nuts3: 'BE332' })
    const { id } = await openDeal()
    await write('addLocation', { deal: id, site: site.id, standing: 'CANDIDATE', since: '2018-02-01' })
    const here = { locations: { some: { site: { nuts3: { eq: 'BE332' } } } } }
    expect(await ofDeal(id, 'NUTS3', ', asOf: "2018-01-31"')).toEqual([null])
    expect(await ofDeal(id, 'NUTS3', ', asOf: "2018-02-01"')).toEqual(['BE332'])
    expect(await ofDeal(id, 'NUTS3', ', asOf: "2018-01-31"', here)).toEqual([])
  })
})

describe('a meeting and an agreement as of then', () => {
  const input = { title: 'A talk', when: { from: '2018-03-05', to: '2018-03-05', precision: 'DAY' } }

  it('counts a meeting with the status that was recorded by the instant', async () => {
    const { id } = await write('planMeeting', input)
    const knownAt = await pause()
    await edit('recordMeeting', 'meetings', id, { outcome: 'They agree' })
    const ofMeeting = (then: string, further: object = {}) =>
      valuesOf('meetingStats', 'STATUS', 'MeetingWhere', { id: { eq: id }, ...further }, then)
    expect(await ofMeeting(`, knownAt: "${knownAt}"`)).toEqual(['PLANNED'])
    expect(await ofMeeting('')).toEqual(['HELD'])
    expect(await ofMeeting(`, knownAt: "${knownAt}"`, { status: { eq: 'HELD' } })).toEqual([])
    expect(await ofMeeting(', asOf: "2018-03-04"')).toEqual([])
    expect(await ofMeeting(', asOf: "2018-03-05"')).toEqual(['HELD'])
  })

  it('counts an agreement with the standing that it had by the day', async () => {
    const { id } = await write('recordAgreement', {
      ...{ title: 'A memorandum', kind: 'MOU', standing: 'ANNOUNCED', announcedOn: '2018-03-01' },
      parties: [{ agency: 'awex' }, { name: 'A party' }],
    })
    await edit('updateAgreement', 'agreements', id, { standing: 'SIGNED', signedOn: '2018-04-01' })
    const on = (day: string) =>
      valuesOf('agreementStats', 'STANDING', 'AgreementWhere', { id: { eq: id } }, `, asOf: "${day}"`)
    expect(await on('2018-02-28')).toEqual([])
    expect(await on('2018-03-31')).toEqual(['ANNOUNCED'])
    expect(await on('2018-04-01')).toEqual(['SIGNED'])
  })
})
