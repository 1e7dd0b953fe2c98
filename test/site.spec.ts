import { randomUUID } from 'node:crypto'
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const fields =
  'id version name kind municipality nuts3 area { low high openEnded } coordinates { latitude longitude }'
const create = `mutation ($input: CreateSiteInput!) { createSite(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateSiteInput!) { updateSite(input: $input) { ${fields} } }`

const aSite = async (input: object = {}) =>
  (
    await ancrage.run(officer, create, {
      input: { name: 'North of Liège Airport', kind: 'GREENFIELD', ...input },
    })
  ).createSite as { id: string; version: number }
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code

describe('a site', () => {
  it('is created with area and coordinates, and visible to every user', async () => {
    const coordinates = { latitude: 50.6374, longitude: 5.4432 }
    const { id } = await aSite({
      municipality: 'Grâce-Hollogne',
      nuts3: 'BE332',
      area: { low: '2' },
      coordinates,
    })
    const { site } = await ancrage.run(airport, `query ($id: ID!) { site(id: $id) { ${fields} } }`, { id })
    expect(site).toEqual({
      id,
      version: 1,
      name: 'North of Liège Airport',
      kind: 'GREENFIELD',
      municipality: 'Grâce-Hollogne',
      nuts3: 'BE332',
      area: { low: '2.00', high: null, openEnded: true },
      coordinates,
    })
  })

  it('is found by its area and its coordinates', async () => {
    await aSite({
      name: 'Caterpillar',
      kind: 'BROWNFIELD',
      nuts3: 'BE32B',
      area: { low: '90', high: '98.5' },
      coordinates: { latitude: 50.45, longitude: 4.44 },
    })
    const where = {
      area: { low: { gte: '50' }, openEnded: { eq: false } },
      coordinates: { longitude: { lt: 5 } },
      kind: { eq: 'BROWNFIELD' },
    }
    const { sites } = await ancrage.run(
      airport,
      'query ($where: SiteWhere) { sites(where: $where) { nodes { name } } }',
      { where },
    )
    expect(sites).toEqual({ nodes: [{ name: 'Caterpillar' }] })
  })

  it('can have neither area nor coordinates', async () => {
    await expect(aSite()).resolves.toMatchObject({
      area: null,
      coordinates: null,
      municipality: null,
      nuts3: null,
    })
  })

  it.each([
    ['an inverted range', { area: { low: '5', high: '2' } }, ['input.area.high RANGE_INVERTED']],
    ['a negative area', { area: { low: '-1' } }, ['input.area.low NEGATIVE']],
    [
      'an area larger than the earth',
      { area: { low: '100', high: '999999999999' } },
      ['input.area.high OUT_OF_RANGE'],
    ],
    ['a range without its smaller end', { area: { high: '2' } }, ['input.area.low NEEDED']],
    ['an area that is no number', { area: { low: 'several' } }, ['input.area.low NOT_A_DECIMAL']],
    [
      'a latitude without a longitude',
      { coordinates: { latitude: 50.6 } },
      ['input.coordinates.longitude NEEDED'],
    ],
    [
      'a point beyond the pole',
      { coordinates: { latitude: 91, longitude: -181 } },
      ['input.coordinates.latitude OUT_OF_RANGE', 'input.coordinates.longitude OUT_OF_RANGE'],
    ],
    ['a malformed region', { nuts3: 'Liège' }, ['input.nuts3 WRONG_FORM']],
    ['an unknown kind', { kind: 'SWAMP' }, ['input.kind UNKNOWN_CODE']],
    [
      'a blank name and municipality',
      { name: '', municipality: ' ' },
      ['input.name BLANK', 'input.municipality BLANK'],
    ],
  ])('is rejected with %s', async (_, input, faults) => {
    const siteInput = { name: 'Nowhere', kind: 'BUILDING', ...input }
    expect(faultsOf(await ancrage.request(officer, create, { input: siteInput }))).toEqual(faults)
    await expect(
      ancrage.run(officer, '{ sites(where: { name: { eq: "Nowhere" } }) { totalCount } }'),
    ).resolves.toEqual({ sites: { totalCount: 0 } })
  })

  it('is created once per idempotency key', async () => {
    const input = { name: 'Hall 12', kind: 'BUILDING', idempotencyKey: 'hall-12' }
    const [first, second] = [await aSite(input), await aSite(input)]
    expect(second).toEqual(first)
    expect(
      faultsOf(await ancrage.request(officer, create, { input: { ...input, kind: 'BUSINESS_PARK' } })),
    ).toBe('CONFLICT')
  })

  it('cannot be created by an ANALYST', async () => {
    expect(
      faultsOf(
        await ancrage.request('analyst@awex.example', create, { input: { name: 'A', kind: 'BUILDING' } }),
      ),
    ).toBe('FORBIDDEN')
  })
})

describe('an update of a site', () => {
  it('replaces the whole area, and clears the coordinates', async () => {
    const { id, version } = await aSite({
      area: { low: '2', high: '3' },
      coordinates: { latitude: 50, longitude: 5 },
    })
    const { updateSite } = await ancrage.run(officer, update, {
      input: { id, version, area: { low: '4' }, coordinates: null },
    })
    expect(updateSite).toMatchObject({
      version: 2,
      area: { low: '4.00', high: null, openEnded: true },
      coordinates: null,
      name: 'North of Liège Airport',
    })
  })

  it('rejects null for required fields, also in nested ones', async () => {
    const { id, version } = await aSite()
    expect(
      faultsOf(await ancrage.request(officer, update, { input: { id, version, name: null, kind: null } })),
    ).toEqual(['input.name NOT_NULL', 'input.kind NOT_NULL'])
    expect(
      faultsOf(await ancrage.request(officer, update, { input: { id, version, area: { low: null } } })),
    ).toEqual(['input.area.low NEEDED'])
  })

  it('rejects an inverted range', async () => {
    const { id, version } = await aSite()
    expect(
      faultsOf(
        await ancrage.request(officer, update, { input: { id, version, area: { low: '10', high: '9.99' } } }),
      ),
    ).toEqual(['input.area.high RANGE_INVERTED'])
  })

  it('of an old version gets CONFLICT with the current version', async () => {
    const { id, version } = await aSite()
    await ancrage.run(officer, update, { input: { id, version, name: 'Flexport City' } })
    const { errors } = await ancrage.request(officer, update, { input: { id, version, name: 'Cargo City' } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('of an unknown site gets NOT_FOUND', async () => {
    expect(
      faultsOf(
        await ancrage.request(officer, update, { input: { id: randomUUID(), version: 1, name: 'A' } }),
      ),
    ).toBe('NOT_FOUND')
  })
})
