/** What is made of one table after the other before it is put in: columns by their names in the database. */
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
  private readonly kept = new Map<TableName, SeedRow[]>()

  add(table: TableName, ...rows: SeedRow[]): void {
    const list = this.kept.get(table)
    if (list) list.push(...rows)
    else this.kept.set(table, rows)
  }

  of(table: TableName): readonly SeedRow[] {
    return this.kept.get(table) ?? []
  }
}

/** The three columns of everything that can be edited. */
export const versionColumns = (created: string, updated = created, version = 1): SeedRow => ({
  created_at: created,
  updated_at: updated,
  version,
})
