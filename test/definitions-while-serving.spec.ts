/** SQL definitions are replaced while another process serves: its statements succeed. */
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { applyDefinitions } from '../src/database/apply-definitions.js'
import { listDefinitions, migrate } from '../src/database/migrate.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const definitionsWith = (text: string) => [...listDefinitions(), { path: 'src/extra.sql', text }]

/** Resolves when a statement on the database waits for a lock. */
async function waitForLock(): Promise<void> {
  const waiting = `select from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and not l.granted`
  while ((await ancrage.owner.query(waiting)).rowCount === 0) await pause(10)
}

it('does not deadlock with a transaction that uses table after table', async () => {
  const other = new Client({ connectionString: ancrage.url })
  await other.connect()
  await other.query('begin; lock table task in access share mode')
  const migration = migrate(ancrage.url, {
    definitions: definitionsWith('create view extra as select 1 as shown;'),
  })
  await waitForLock()
  const { rows } = await other.query<{ names: string }>(
    `select string_agg(oid::regclass::text, ', ' order by relname) as names
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  await other.query(`lock table ${rows[0]!.names} in access share mode`)
  await other.query('commit')
  await other.end()
  expect(await migration).toEqual({ migrations: [], definitions: true })
})

it('repeats a statement that waited while its functions were replaced', async () => {
  const { owner } = ancrage
  const head = 'head@awex.example'
  await ancrage.run(head, '{ viewer { id } }')
  const starting = new Client({ connectionString: ancrage.url })
  await starting.connect()
  await starting.query('begin; lock table deal in access exclusive mode')
  const answer = ancrage.request(head, '{ deals { totalCount } }')
  await waitForLock()
  await applyDefinitions(starting, definitionsWith('create view extra as select 2 as shown;'))
  await starting.query('commit')
  await starting.end()
  expect(await answer).toMatchObject({ data: { deals: { totalCount: 0 } } })
  expect((await owner.query('select shown from extra')).rows).toEqual([{ shown: 2 }])
})
