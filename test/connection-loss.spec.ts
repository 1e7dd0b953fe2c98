import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const read = '{ agencies { totalCount } }'
const write = 'mutation { createProspect(input: { name: "A company" }) { id } }'

describe('a loss of database connections', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
    await ancrage.run(head, read)
  })
  afterAll(() => ancrage.stop())

  const dropConnections = () =>
    ancrage.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ancrage_service' and datname = current_database()`,
    )

  it('fails no read, loses no acknowledged write, and does not stop the service', async () => {
    const acknowledged: string[] = []
    const errorCodes: string[] = []
    for (let round = 0; round < 10; round++) {
      const requests = Array.from({ length: 8 }, (_, i) => ancrage.request(head, i % 2 ? read : write))
      await dropConnections()
      for (const { data, errors } of await Promise.all(requests)) {
        if (data?.createProspect) acknowledged.push(data.createProspect.id)
        if (errors) errorCodes.push(errors[0]!.extensions.code)
      }
    }
    // an interrupted commit may or may not have happened: its client gets INTERNAL
    expect(errorCodes.filter((code) => code !== 'INTERNAL')).toEqual([])
    const { rows } = await ancrage.owner.query(
      'select count(*)::int as stored from prospect where id = any ($1)',
      [acknowledged],
    )
    expect(rows[0].stored).toBe(acknowledged.length)
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(await ancrage.run(head, read)).toEqual({ agencies: { totalCount: 5 } })
  })
})
