import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { readServerNote } from './server-files.js'
import { startEmbedded, type EmbeddedServer } from './embedded-server.js'
import { ensureServiceRole, serviceUrl } from '../roles.js'

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded database', () => {
  let dataDir: string
  let embedded: EmbeddedServer
  const lines: string[] = []
  const start = () => startEmbedded({ dataDir, log: (line) => lines.push(line) })

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'ancrage-'))
    chmodSync(dataDir, 0o755)
    embedded = await start()
  })

  afterAll(async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('uses UTF-8, ICU collation, UTC and fsync', async () => {
    const [settings] = await query(
      embedded.ownerUrl,
      `select current_setting('TimeZone') as zone, current_setting('fsync') as fsync,
         current_setting('listen_addresses') as address, pg_encoding_to_char(encoding) as encoding, datlocprovider
       from pg_database where datname = current_database()`,
    )
    expect(settings).toEqual({
      zone: 'UTC',
      fsync: 'on',
      address: '127.0.0.1',
      encoding: 'UTF8',
      datlocprovider: 'i',
    })
  })

  it('protects its password file and requires the password', () => {
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
    return expect(query(embedded.ownerUrl.replace(/:\w+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password/,
    )
  })

  it('rejects a second service', async () => {
    await expect(start()).rejects.toThrow(
      /is used by another running service: stop that one, or set DATA_DIR/,
    )
    await expect(query(embedded.ownerUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }])
  })

  it('restarts at the same address after a kill, with all acknowledged writes', async () => {
    await query(embedded.ownerUrl, 'create table number (n int)')
    await query(embedded.ownerUrl, 'insert into number values (1)')
    process.kill(readServerNote(join(dataDir, 'postgres', 'cluster'))!.pid, 'SIGKILL')
    for (let tries = 0; !lines.includes('The database server is back.') && tries < 500; tries++)
      await pause(20)
    await expect(query(embedded.ownerUrl, 'select n from number')).resolves.toEqual([{ n: 1 }])
  })

  it('stops only once, and has its data at the next start', async () => {
    await Promise.all([embedded.stop(), embedded.stop()])
    await expect(query(embedded.ownerUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
    const listeners = process.listenerCount('exit')
    embedded = await start()
    expect(process.listenerCount('exit')).toBe(listeners + 1)
    await expect(query(embedded.ownerUrl, 'select n from number')).resolves.toEqual([{ n: 1 }])
  })

  it('stops with a service that exits without stopping it', async () => {
    await embedded.stop()
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded-server.js', import.meta.url).href)})
      await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
      process.exit(3)`
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).status).toBe(3)
    embedded = await start()
    await expect(query(embedded.ownerUrl, 'select n from number')).resolves.toEqual([{ n: 1 }])
  })

  it('replaces a server whose service was killed', async () => {
    await embedded.stop()
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded-server.js', import.meta.url).href)})
      await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
      process.kill(process.pid, 'SIGKILL')`
    spawnSync(process.execPath, ['--input-type=module', '-e', script])
    embedded = await start()
    expect(lines).toContain(
      'A database server is still running without its service, which was killed: stopping it first.',
    )
  })

  describe('ensureServiceRole', () => {
    const service = () => serviceUrl({ serviceDatabaseUrl: undefined }, embedded.ownerUrl)

    it('creates a role without privileges, also when several processes start at once', async () => {
      await Promise.all([1, 2, 3, 4].map(() => ensureServiceRole(embedded.ownerUrl, service())))
      await expect(
        query(
          service(),
          `select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit
           from pg_roles where rolname = current_user`,
        ),
      ).resolves.toEqual([
        {
          rolname: 'ancrage_service',
          rolsuper: false,
          rolbypassrls: false,
          rolcreatedb: false,
          rolcreaterole: false,
          rolinherit: false,
        },
      ])
    })

    it('gives the role access to no other database', async () => {
      const elsewhere = service().replace(/\/\w+$/, '/postgres')
      await expect(query(elsewhere, 'select 1')).rejects.toThrow(/permission denied for database/)
    })

    it('resets a changed password', async () => {
      await query(embedded.ownerUrl, `alter role ancrage_service password 'other'`)
      await Promise.all([1, 2, 3, 4].map(() => ensureServiceRole(embedded.ownerUrl, service())))
      await expect(query(service(), 'select 1 as one')).resolves.toEqual([{ one: 1 }])
    })

    it.each([
      [
        'alter role ancrage_service bypassrls',
        'alter role ancrage_service nobypassrls',
        /could bypass row-level security/,
      ],
      [
        'grant ancrage to ancrage_service',
        'revoke ancrage from ancrage_service',
        /could bypass row-level security/,
      ],
      [
        'alter table number owner to ancrage_service',
        'alter table number owner to ancrage',
        /owns a part of the database/,
      ],
    ])('rejects the role after: %s', async (harm, repair, refusal) => {
      await query(embedded.ownerUrl, harm)
      await expect(ensureServiceRole(embedded.ownerUrl, service())).rejects.toThrow(refusal)
      await query(embedded.ownerUrl, repair)
      await ensureServiceRole(embedded.ownerUrl, service())
    })

    it('does not change the password of another role', async () => {
      const wrongPassword = embedded.ownerUrl.replace(/:\w+@/, ':wrong@')
      await expect(ensureServiceRole(embedded.ownerUrl, wrongPassword)).rejects.toThrow(/cannot sign in/)
      await expect(query(embedded.ownerUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }])
    })
  })
})
