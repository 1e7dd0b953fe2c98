/** Whether the audit trail is whole: every entry as it was written, none gone, none put in, each in its place. */
import type { Client } from 'pg'

/**
 * CHANGED: the entry, or a value of it, is not what was written. REMOVED: an entry or its link is gone. REORDERED: an
 * entry stands in another's place. INSERTED: an entry that is in no chain. EMPTIED: values are gone without an erasure.
 * CUT: links are gone at the end, or a head that was kept elsewhere is not in the chain.
 */
export type TrailFault = 'CHANGED' | 'REMOVED' | 'REORDERED' | 'INSERTED' | 'EMPTIED' | 'CUT'

export interface FaultyEntry {
  fault: TrailFault
  /** Null where the fault is not in one entry, or the entry cannot be told any more. */
  entryId: string | null
  /** Lane and place in the chain, as in a head; null for an entry that is in no chain. */
  place: string | null
}

export interface Trail {
  entries: number
  /** One word that stands for all that was written so far. Kept elsewhere, it tells later whether that is still there. */
  head: string
  /** The first of them; null where the trail is whole. */
  fault: FaultyEntry | null
}

/** `head` as an earlier verification gave it. Asked as the database's owner; reads the whole trail. */
export async function verifyTrail(owner: Client, head?: string): Promise<Trail> {
  const {
    rows: [result],
  } = await owner.query<Trail>(
    `select (select count(*)::int from audit_entry) as entries,
            (select coalesce(string_agg(concat_ws('.', lane, position, encode(hash, 'hex')), '-' order by lane), '0')
               from audit_head where position > 0) as head,
            (select json_build_object('fault', fault, 'entryId', entry_id, 'place', lane || '.' || position)
               from audit_chain_faults() order by lane, position limit 1) as fault`,
  )
  return { ...result!, fault: result!.fault ?? (await missingLink(owner, head)) }
}

/** The first place of a head that the chain does not have any more. */
async function missingLink(owner: Client, head = '0'): Promise<FaultyEntry | null> {
  for (const [lane, position, hash] of placesOf(head)) {
    const { rowCount } = await owner.query(
      'select from audit_link where lane = $1 and position = $2 and hash = $3',
      [lane, position, Buffer.from(hash, 'hex')],
    )
    if (rowCount === 0) return { fault: 'CUT', entryId: null, place: `${lane}.${position}` }
  }
  return null
}

const written = /^(?:0|\d{1,3}\.\d{1,18}\.[0-9a-f]{64}(?:-\d{1,3}\.\d{1,18}\.[0-9a-f]{64})*)$/

/** Is this the text of a head? */
export const isHead = (text: string): boolean => written.test(text)

const placesOf = (head: string): [lane: string, position: string, hash: string][] =>
  head === '0' ? [] : head.split('-').map((place) => place.split('.') as [string, string, string])
