import type { Client } from 'pg'
import { tables, type SeedRows, type TableName } from './rows.js'

/**
 * Access keys are kept by triggers, one row at a time. Here they are written with the rows, by the same functions or
 * from the same rows; `r` is the row that goes in. What a table looks at stands before it in the list of tables.
 */
const dealKey = (key: string) => ({ acl: `(select ${key} from deal where id = r.deal_id)` })
const seen = dealKey('masked_acl')
const full = dealKey('full_acl')

const hanging = (name: string, union = `${name}_deal`) => ({
  acl: keysOr(union, `${name}_id`),
  shared: `(select count(*) > 1 from ${union} where ${name}_id = r.id)`,
})
const keysOr = (table: string, on: string) =>
  `(select case when count(*) = 0 then unlinked_acl(r.confidentiality, r.entered_by_id)
                else array(select distinct unnest(k.acl) from ${table} k where k.${on} = r.id order by 1) end
      from ${table} where ${on} = r.id)`
const part = (parent: string) => ({
  acl: `(select acl from ${parent} where id = r.${parent}_id)`,
  shared: `(select shared from ${parent} where id = r.${parent}_id)`,
})

const keys: Partial<Record<TableName, Record<string, string>>> = {
  deal: { masked_acl: 'deal_masked_acl(r)', full_acl: 'deal_full_acl(r)' },
  deal_identity: full,
  prospect: { acl: keysOr('deal_identity', 'prospect_id') },
  contact: { acl: '(select acl from prospect where id = r.prospect_id)' },
  handover: full,
  transition: seen,
  transition_text: full,
  job_projection: seen,
  job_projection_text: full,
  location: full,
  location_history: full,
  loss_reason: full,
  loss_destination: full,
  landing_verification: full,
  meeting_deal: full,
  meeting: {
    ...hanging('meeting'),
    deal_count: '(select count(*) from meeting_deal where meeting_id = r.id)',
  },
  meeting_participant: part('meeting'),
  agreement_deal: full,
  agreement: hanging('agreement'),
  agreement_party: part('agreement'),
  claim: full,
  claim_grading: { acl: '(select acl from claim where id = r.claim_id)' },
  task: full,
}

export async function bulkInsert(owner: Client, rows: SeedRows): Promise<void> {
  for (const table of tables) {
    await insert(owner, rows, table)
    // a team decides on the key of the deal, and then carries it
    if (table === 'deal') {
      await carry(owner, rows, 'deal_team', 'masked_acl')
      await carry(owner, rows, 'need_to_know', 'full_acl')
    }
    if (table === 'meeting') await carryHeld(owner, rows)
  }
}

async function insert(owner: Client, rows: SeedRows, table: TableName): Promise<void> {
  const values = rows.of(table)
  if (values.length === 0) return
  const columns = Object.keys(values[0]!).map((name) => `"${name}"`)
  const kept = Object.entries(keys[table] ?? {})
  await owner.query(
    `insert into "${table}" (${[...columns, ...kept.map(([name]) => name)].join(', ')})
     select ${[...columns.map((name) => `r.${name}`), ...kept.map(([, sql]) => sql)].join(', ')}
       from json_populate_recordset(null::"${table}", $1) r`,
    [JSON.stringify(values)],
  )
}

async function carry(owner: Client, rows: SeedRows, table: TableName, key: string): Promise<void> {
  const ids = rows.of('deal').map(({ id }) => id)
  await owner.query(
    `update ${table} t set acl = d.${key} from deal d where d.id = t.deal_id and d.id = any ($1)`,
    [ids],
  )
}

/** Its deals stand before a meeting. */
async function carryHeld(owner: Client, rows: SeedRows): Promise<void> {
  await owner.query(
    'update meeting_deal h set held_range = held_range(m) from meeting m where m.id = h.meeting_id and m.id = any ($1)',
    [rows.of('meeting').map(({ id }) => id)],
  )
}
