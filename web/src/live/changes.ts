/** Events of the stream of changes. */
export interface ChangedRow {
  entity: string
  id: string
  deals: string[]
  own: boolean
}

export interface Changes {
  position: string
  resync: boolean
  rows: ChangedRow[]
}
