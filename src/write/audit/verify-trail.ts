/** Verifies the hash chain of the audit trail. The rules are in `audit_chain_faults.sql`. */
import type { Client } from 'pg'

/**
 * CHANGED: the entry, or a value of it, was changed. REMOVED: an entry or its link is missing. REORDERED: an entry is
 * at the place of another. INSERTED: an entry is in no chain. EMPTIED: values are missing without an erasure. CUT:
 * links are missing at the end, or a head from an earlier verification is not in the chain.
 */
export type TrailFault = 'CHANGED' | 'REMOVED' | 'REORDERED' | 'INSERTED' | 'EMPTIED' | 'CUT'

export interface FaultyEntry {
  fault: TrailFault
  /** Null when the fault is not in one entry, or the entry cannot be identified. */
  entryId: string | null
  /** Lane and position in the chain, as in a head; null for an entry that is in no chain. */
  place: string | null
}

export interface Trail {
  entries: number
  /** The ends of all lanes of the chain. Stored elsewhere, it proves later that all entries so far are still there. */
  head: string
  /** The first fault; null when the trail is intact. */
  fault: FaultyEntry | null
}

/**
 * Verifies the whole trail, as the owner of the database; also against the `head` of an earlier verification.
 *
 * With two intact entries in lane 1: `{ entries: 2, head: '1.2.9f86d0…', fault: null }`. After a change of the second:
 * `{ …, fault: { fault: 'CHANGED', entryId: '0190a6e4-…', place: '1.2' } }`.
 */
export async function verifyTrail(owner: Client, head?: string): Promise<Trail> {
  const {
    rows: [trail],
  } = await owner.query<Trail>(
    `select (select count(*)::int from audit_entry) as entries,
            (select coalesce(string_agg(concat_ws('.', lane, position, encode(hash, 'hex')), '-' order by lane), '0')
               from audit_head where position > 0) as head,
            (select json_build_object('fault', fault, 'entryId', entry_id, 'place', lane || '.' || position)
               from audit_chain_faults() order by lane, position limit 1) as fault`,
  )
  return { ...trail!, fault: trail!.fault ?? (await findMissingLink(owner, head)) }
}

/** Returns the first position of a head that is not in the chain; null when all are. */
async function findMissingLink(owner: Client, head = '0'): Promise<FaultyEntry | null> {
  for (const [lane, position, hash] of linksOf(head)) {
    const { rowCount } = await owner.query(
      'select from audit_link where lane = $1 and position = $2 and hash = $3',
      [lane, position, Buffer.from(hash, 'hex')],
    )
    if (rowCount === 0) return { fault: 'CUT', entryId: null, place: `${lane}.${position}` }
  }
  return null
}

const headPattern = /^(?:0|\d{1,3}\.\d{1,18}\.[0-9a-f]{64}(?:-\d{1,3}\.\d{1,18}\.[0-9a-f]{64})*)$/

/** Returns whether this is the text of a head: lane, position and hash of each lane, as in `1.42.9f86d0…`. */
export const isHead = (text: string): boolean => headPattern.test(text)

const linksOf = (head: string): [lane: string, position: string, hash: string][] =>
  head === '0' ? [] : head.split('-').map((place) => place.split('.') as [string, string, string])
