/** One PostgreSQL server for all tests: DATABASE_URL or the embedded one. Migrated once into a template, copied per test file. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded, type EmbeddedServer } from '../src/database/embedded/embedded-server.js'
import { migrate } from '../src/database/migrate.js'
import { ensureServiceRole, serviceUrl } from '../src/database/roles.js'
import { shipStages } from '../src/deal/stage/ship-stages.js'

/** A run within a run on the same server (test/contributing.spec.ts) has a template of its own. */
export const template = process.env.TEST_TEMPLATE ?? 'ancrage_test_template'

declare global {
  var embedded: { server: EmbeddedServer; folder: string } | undefined
}

export default async function start(): Promise<void> {
  const owner = process.env.DATABASE_URL ?? (await embedded())
  process.env.TEST_OWNER_URL = owner
  await recreate(owner)
  const templateUrl = urlOf(owner, template)
  await ensureServiceRole(templateUrl, serviceUrl({ serviceDatabaseUrl: undefined }, templateUrl))
  await migrate(templateUrl)
  await shipStages(templateUrl)
}

async function embedded(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ancrage-test-'))
  chmodSync(folder, 0o755) // PostgreSQL does not run as root: its user needs access
  const server = await startEmbedded({ dataDir: join(folder, 'data'), log: () => undefined })
  globalThis.embedded = { server, folder }
  return server.ownerUrl
}

async function recreate(owner: string): Promise<void> {
  const client = new Client({ connectionString: owner })
  await client.connect()
  await client.query(`drop database if exists ${template} with (force)`)
  await client.query(`create database ${template}`)
  await client.end()
}

export function urlOf(owner: string, database: string): string {
  const url = new URL(owner)
  url.pathname = `/${database}`
  return url.href
}

export async function stop(): Promise<void> {
  await globalThis.embedded?.server.stop()
  if (globalThis.embedded) rmSync(globalThis.embedded.folder, { recursive: true, force: true })
}
