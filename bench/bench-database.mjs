// One database for each number of deals, created and filled by the first run.
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { tokenHash } from '../dist/src/core/token.js'
import { startEmbedded } from '../dist/src/database/embedded/embedded-server.js'
import { migrate } from '../dist/src/database/migrate.js'
import { ensureServiceRole, serviceUrl } from '../dist/src/database/roles.js'
import { insertServiceSecret, ServiceSecret } from '../dist/src/database/service-secret.js'
import { shipStages } from '../dist/src/deal/stage/ship-stages.js'
import { seed } from '../dist/tools/seed/seed.js'
import { functionsSql } from './peers/functions.mjs'

const lastDay = '2026-06-30'

/** The peers read the main employment of a contact from columns of the contact. */
const peerColumnsSql = `
  alter table contact add column prospect_id uuid references prospect, add column emails text[];
  create index contact_prospect_id_idx on contact (prospect_id);
  update contact c set prospect_id = e.prospect_id, emails = e.emails, job_title = e.job_title
    from employment e where e.contact_id = c.id and e.is_main`

/** Returns the server of DATABASE_URL, or starts an embedded one with its data in bench/data. */
export async function startDatabaseServer(log) {
  if (process.env.DATABASE_URL) return { ownerUrl: process.env.DATABASE_URL, stop: async () => undefined }
  const dataDir = process.env.DATA_DIR ?? fileURLToPath(new URL('data', import.meta.url))
  return startEmbedded({ dataDir, log })
}

/** The secret of the service in the bench: it reports what each user spends. */
export const benchSecret = new ServiceSecret(Buffer.alloc(32))

/** Opens the database with so many deals, and picks sessions, samples and deals to move in it. */
export async function openBenchDatabase(server, deals, log) {
  const name = `ancrage_bench_${deals}`
  const ownerUrl = inDatabase(server.ownerUrl, name)
  const service = serviceUrl({}, ownerUrl)
  await createDatabase(server.ownerUrl, name)
  await ensureServiceRole(ownerUrl, service)
  await migrate(ownerUrl)
  await shipStages(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rowCount } = await owner.query('select from deal limit 1')
  if (rowCount === 0) {
    log(`Filling ${name}.`)
    await seed(owner, { deals, seed: 1, region: 'WAL', until: lastDay, say: log })
    await owner.query(peerColumnsSql)
  }
  await owner.query(functionsSql)
  await insertServiceSecret(owner, benchSecret)
  const [reader, mover] = await heads(owner)
  const tokens = await aclTokensOf(owner, mover.id)
  return {
    name,
    deals,
    ownerUrl,
    serviceUrl: service,
    owner,
    tokens: { reader: await startSession(owner, reader.id), mover: await startSession(owner, mover.id) },
    mover: mover.id,
    // connections with these options may move the deals of the mover's agency
    options: `-c ancrage.user=${mover.id} -c ancrage.tokens=${tokens} -c jit=off`,
    samples: await pickSamples(owner, reader),
    findMovableDeals: () => findMovableDeals(owner, mover.agency_id, tokens),
  }
}

function inDatabase(url, name) {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

async function createDatabase(url, name) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${name}`)
  await client.end()
}

/** Returns the HEADs of the two agencies that lead most deals: one reads, the other moves. */
async function heads(owner) {
  const { rows } = await owner.query(
    `select u.id, a.id as agency_id, a.code from agency a join "user" u on u.agency_id = a.id and u.role = 'HEAD'
      order by (select count(*) from deal where lead_agency_id = a.id) desc limit 2`,
  )
  return rows
}

/** Starts a session of the HEAD whose agency has been in the team of about so many deals. */
export async function findHeadByDeals({ owner }, deals) {
  const { rows } = await owner.query(
    `select u.id, a.code, t.deals from "user" u join agency a on a.id = u.agency_id and u.role = 'HEAD'
       join (select agency_id, count(*)::int as deals from deal_team group by agency_id) t on t.agency_id = a.id
      order by abs(t.deals - $1), u.id limit 1`,
    [deals],
  )
  const [{ id, code, deals: count }] = rows
  return { agency: code, deals: count, token: await startSession(owner, id) }
}

/** Returns the number of deals that have had the agency in their team. */
export async function countDealsOf({ owner }, agency) {
  const { rows } = await owner.query(
    'select count(*)::int as deals from deal_team t join agency a on a.id = t.agency_id where a.code = $1',
    [agency],
  )
  return rows[0].deals
}

export async function startSession(owner, user) {
  const token = randomBytes(32).toString('base64url')
  await owner.query(`select start_session(null, gen_random_uuid(), $1, $2, now() + interval '12 hours')`, [
    user,
    tokenHash(token),
  ])
  return token
}

const aclTokensOf = async (owner, user) =>
  (
    await owner.query(
      'select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)::text as tokens from "user" u join agency a on a.id = u.agency_id where u.id = $1',
      [user],
    )
  ).rows[0].tokens

async function pickSamples(owner, { agency_id: agencyId, code: agency }) {
  const { rows: deals } = await owner.query(
    'select id from deal where lead_agency_id = $1 order by md5(id::text) limit 500',
    [agencyId],
  )
  const { rows: stages } = await owner.query(
    `select code from deal_stage where outcome in ('OPEN', 'LOST') order by position`,
  )
  return {
    w1: deals.map(({ id }) => ({ id })),
    w2: stages.map(({ code }) => ({ agency, agencyId, stage: code })),
    // on earlier days the agency was in the team of deals that it may no longer see
    w3: [{ agency, day: lastDay }],
  }
}

/** Returns deals in QUALIFIED, or in the stage before it, that may be moved forward and back. */
async function findMovableDeals(owner, agency, tokens) {
  const { rows } = await owner.query(
    `select d.id, d.version, d.stage from deal d where d.lead_agency_id = $1 and d.stage in ('CONTACTED', 'QUALIFIED')
       and d.full_acl && $2 and exists
         (select 1 from transition t where t.deal_id = d.id and t.to_stage = 'QUALIFIED')
      order by md5(d.id::text) limit 400`,
    [agency, tokens],
  )
  return rows
}
