/** The read log of deals that a SQL login could read. */
import { Client } from 'pg'
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
const logins: Client[] = []
const roles: string[] = []
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(async () => {
  for (const client of logins) await client.end()
  for (const role of roles) await ancrage.owner.query(`drop role ${role}`)
  await ancrage.stop()
})

const open = (confidentiality: string) => dealClient(ancrage).open({ confidentiality })
const idOf = async (email: string): Promise<string> =>
  (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id
const forget = () => ancrage.owner.query('delete from deal_read')
/** Returns the ways by which a user has read each deal since `forget`. */
const readsOfAll = async (deals: string[], email: string): Promise<string[][]> => {
  const reads: string[][] = []
  for (const deal of deals) reads.push(await readsOf(deal, email))
  return reads
}
const readsOf = async (deal: string, email: string): Promise<string[]> =>
  (
    await ancrage.owner.query<{ way: string }>(
      `select r.way || case when r.masked then ' masked' else '' end as way
         from deal_read r join "user" u on u.id = r.user_id where r.deal_id = $1 and u.email = $2 order by 1`,
      [deal, email],
    )
  ).rows.map(({ way }) => way)

describe('the read log of a SQL login', () => {
  /** Connects a new login of a user, which runs a statement. */
  async function connect(email: string): Promise<void> {
    const input = {
      ...{ user: await idOf(email), name: 'BI' },
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }
    const { createSqlLogin: made } = await ancrage.run(
      email,
      'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { password sqlLogin { login } } }',
      { input },
    )
    const url = new URL(ancrage.url)
    url.username = made.sqlLogin.login
    url.password = made.password
    roles.push(made.sqlLogin.login)
    const client = new Client({ connectionString: url.href })
    client.on('error', () => undefined)
    await client.connect()
    logins.push(client)
    await client.query('select 1')
  }
  const record = () => ancrage.owner.query('select record_sql_login_reads(null)')
  const airport = 'head@liege-airport.example'

  beforeAll(async () => {
    // a user who was changed within the hour may have other rights since: everything is looked at again
    await ancrage.owner.query(`update "user" set updated_at = now() - interval '2 hours'`)
    await connect(airport)
    await connect(head)
  })

  it('has what it sees, masked where it is masked', async () => {
    const [restricted, secret] = [await open('RESTRICTED'), await open('SECRET')]
    await forget()
    await record()
    expect(await readsOfAll([restricted, secret], airport)).toEqual([['SQL masked'], []])
    expect(await readsOfAll([restricted, secret], head)).toEqual([['SQL'], ['SQL']])
  })

  it('has a deal whose team the agency joined, or whose list the user, in the same hour', async () => {
    const [team, list, other] = [await open('RESTRICTED'), await open('SECRET'), await open('SECRET')]
    await record()
    await dealClient(ancrage).join(team, 'liege-airport', 'SUPPORT', '2018-02-01')
    await ancrage.run(
      head,
      'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
      {
        input: { deal: list, user: await idOf(airport) },
      },
    )
    await record()
    const reads = await readsOfAll([team, list, other], airport)
    expect(reads).toEqual([['SQL', 'SQL masked'], ['SQL'], []])
  })

  it('has a deal that was opened or became RESTRICTED in the same hour', async () => {
    await record()
    const [opened, raised] = [await open('RESTRICTED'), await open('OPEN')]
    const { deal } = await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: raised })
    await ancrage.run(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
      input: { id: raised, version: deal.version, confidentiality: 'RESTRICTED' },
    })
    await record()
    expect(await readsOfAll([opened, raised], airport)).toEqual([['SQL masked'], ['SQL masked']])
    const own = ['GRAPHQL', 'SQL']
    expect(await readsOfAll([opened, raised], head)).toEqual([own, own])
  })

  it('has no deal that stays hidden although the agency joined its team', async () => {
    const deal = await open('SECRET')
    await record()
    await ancrage.owner.query(`update "user" set clearance = 'RESTRICTED' where email = $1`, [airport])
    await dealClient(ancrage).join(deal, 'liege-airport', 'SUPPORT', '2018-02-01')
    await record()
    expect(await readsOf(deal, airport)).toEqual([])
  })

  it('has what a user with new rights sees since then', async () => {
    const deal = await open('RESTRICTED')
    await ancrage.owner.query(`update "user" set clearance = 'INTERNAL' where email = $1`, [airport])
    await forget()
    await record()
    expect(await readsOf(deal, airport)).toEqual([])
    const setClearance = `update "user" set clearance = 'SECRET', updated_at = now() where email = $1`
    await ancrage.owner.query(setClearance, [airport])
    await record()
    expect(await readsOf(deal, airport)).toEqual(['SQL masked'])
  })
})
