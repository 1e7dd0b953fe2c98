import type { Client } from 'pg'
import { tables, type SeedRows, type TableName } from './rows.js'

/**
 * Triggers maintain access keys row by row. Here the keys are inserted with the rows, by the same functions or from the
 * same rows; `r` is the inserted row. A table comes after those that its keys depend on.
 */
const dealKey = (key: string) => ({ acl: `(select ${key} from deal where id = r.deal_id)` })
const masked = dealKey('masked_acl')
const full = dealKey('full_acl')

const linkedKeys = (name: string, union = `${name}_deal`) => ({
  acl: keysOr(union, `${name}_id`),
  shared: `(select count(*) > 1 from ${union} where ${name}_id = r.id)`,
})
const keysOr = (table: string, on: string) =>
  `(select case when count(*) = 0 then unlinked_acl(r.confidentiality, r.entered_by_id)
                else array(select distinct unnest(k.acl) from ${table} k where k.${on} = r.id order by 1) end
      from ${table} where ${on} = r.id)`
const parentKeys = (parent: string) => ({
  acl: `(select acl from ${parent} where id = r.${parent}_id)`,
  shared: `(select shared from ${parent} where id = r.${parent}_id)`,
})

const keys: Partial<Record<TableName, Record<string, string>>> = {
  deal: { masked_acl: 'deal_masked_acl(r)', full_acl: 'deal_full_acl(r)' },
  deal_identity: full,
  prospect: { acl: keysOr('deal_identity', 'prospect_id') },
  contact: {
    acl: '(select p.acl from prospect p join employment e on e.prospect_id = p.id where e.contact_id = r.id)',
  },
  employment: { acl: '(select acl from prospect where id = r.prospect_id)' },
  handover: full,
  transition: masked,
  transition_text: full,
  job_projection: masked,
  job_projection_text: full,
  location: full,
  location_history: full,
  loss_reason: full,
  loss_destination: full,
  landing_verification: full,
  meeting_deal: full,
  meeting: {
    ...linkedKeys('meeting'),
    deal_count: '(select count(*) from meeting_deal where meeting_id = r.id)',
  },
  meeting_participant: parentKeys('meeting'),
  agreement_deal: full,
  agreement: linkedKeys('agreement'),
  agreement_party: parentKeys('agreement'),
  claim: full,
  claim_grading: { acl: '(select acl from claim where id = r.claim_id)' },
  task: full,
}

export async function bulkInsert(owner: Client, rows: SeedRows): Promise<void> {
  for (const table of tables) {
    await insert(owner, rows, table)
    // The team determines the key of the deal, and then gets a copy of it.
    if (table === 'deal') {
      await copyKey(owner, rows, 'deal_team', 'masked_acl')
      await copyKey(owner, rows, 'need_to_know', 'full_acl')
    }
    if (table === 'meeting') await setHeldRange(owner, rows)
  }
}

async function insert(owner: Client, rows: SeedRows, table: TableName): Promise<void> {
  const values = rows.of(table)
  if (values.length === 0) return
  const columns = Object.keys(values[0]!).map((name) => `"${name}"`)
  const keyColumns = Object.entries(keys[table] ?? {})
  await owner.query(
    `insert into "${table}" (${[...columns, ...keyColumns.map(([name]) => name)].join(', ')})
     select ${[...columns.map((name) => `r.${name}`), ...keyColumns.map(([, sql]) => sql)].join(', ')}
       from json_populate_recordset(null::"${table}", $1) r`,
    [JSON.stringify(values)],
  )
}

async function copyKey(owner: Client, rows: SeedRows, table: TableName, key: string): Promise<void> {
  const ids = rows.of('deal').map(({ id }) => id)
  await owner.query(
    `update ${table} t set acl = d.${key} from deal d where d.id = t.deal_id and d.id = any ($1)`,
    [ids],
  )
}

/** The links to deals are inserted before their meetings. */
async function setHeldRange(owner: Client, rows: SeedRows): Promise<void> {
  await owner.query(
    'update meeting_deal h set held_range = held_range(m) from meeting m where m.id = h.meeting_id and m.id = any ($1)',
    [rows.of('meeting').map(({ id }) => id)],
  )
}
