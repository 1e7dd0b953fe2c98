/** A generated row: values by the names of the columns in the database. */
export type SeedRow = Readonly<Record<string, unknown>>

export const tables = [
  'agency',
  'user',
  'credential',
  'site',
  'need_to_know',
  'deal_team',
  'deal',
  'deal_identity',
  'prospect',
  'stake',
  'employment',
  'contact',
  'handover',
  'transition',
  'transition_text',
  'job_projection',
  'job_projection_text',
  'location',
  'location_history',
  'loss_reason',
  'loss_destination',
  'landing_verification',
  'meeting_deal',
  'meeting',
  'meeting_participant',
  'agreement_deal',
  'agreement',
  'agreement_party',
  'claim',
  'claim_grading',
  'task',
] as const
export type TableName = (typeof tables)[number]

export class SeedRows {
  private readonly byTable = new Map<TableName, SeedRow[]>()

  add(table: TableName, ...rows: SeedRow[]): void {
    const list = this.byTable.get(table)
    if (list) list.push(...rows)
    else this.byTable.set(table, rows)
  }

  of(table: TableName): readonly SeedRow[] {
    return this.byTable.get(table) ?? []
  }
}

/** Returns the three columns of rows that can be edited. */
export const versionColumns = (created: string, updated = created, version = 1): SeedRow => ({
  created_at: created,
  updated_at: updated,
  version,
})
