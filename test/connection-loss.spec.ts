import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const read = '{ agencies { totalCount } }'
const write = 'mutation { createProspect(input: { name: "A company" }) { id } }'

describe('the database that drops its connections while it is asked', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
    await ancrage.get(head, read)
  })
  afterAll(() => ancrage.stop())

  const drop = () =>
    ancrage.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ancrage_service' and datname = current_database()`,
    )

  it('costs no answer of a read, no acknowledged write, and not the service', async () => {
    const kept: string[] = []
    const refused: string[] = []
    for (let round = 0; round < 10; round++) {
      const asked = Array.from({ length: 8 }, (_, i) => ancrage.ask(head, i % 2 ? read : write))
      await drop()
      for (const { data, errors } of await Promise.all(asked)) {
        if (data?.createProspect) kept.push(data.createProspect.id)
        if (errors) refused.push(errors[0]!.extensions.code)
      }
    }
    // a commit that broke off may or may not have happened: its sender is told to look
    expect(refused.filter((code) => code !== 'INTERNAL')).toEqual([])
    const { rows } = await ancrage.owner.query(
      'select count(*)::int as found from prospect where id = any ($1)',
      [kept],
    )
    expect(rows[0].found).toBe(kept.length)
    expect(kept.length).toBeGreaterThan(0)
    expect(await ancrage.get(head, read)).toEqual({ agencies: { totalCount: 5 } })
  })
})
