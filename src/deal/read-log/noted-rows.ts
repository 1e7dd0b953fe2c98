import type { NotedRows } from '../../read/shape.js'

const record = 'record_deal_reads'

/** For the type Deal: reads of the deal itself. */
export const notedDeal: NotedRows = {
  when: `{t}.confidentiality in ('RESTRICTED', 'SECRET')`,
  masked: 'not {t}.full_acl &&& (select viewer_acl_tokens())',
  record,
}

// A row that every signed-in user sees belongs to no such deal. Of the others, the database finds out.
const isHiddenFromSome = 'not 0 = any({t}.acl)'

/** For a type whose rows belong to one deal: a read of the row is a read of the deal. */
export const notedByDeal: NotedRows = {
  id: '{t}.deal_id',
  when: `{t}.deal_id is not null and ${isHiddenFromSome}`,
  record,
}

/** For a type whose rows may belong to several deals. */
export const notedByLinks: NotedRows = { when: isHiddenFromSome, record }

/** For search hits: rows of several types. */
export const notedHit: NotedRows = { when: `{t}.kind in ('DEAL', 'MEETING', 'AGREEMENT', 'CLAIM')`, record }

/** For a type whose rows show values or texts of other rows. */
export const notedBySubject: NotedRows = {
  id: '{t}.subject_id',
  when: `case {t}.subject_type
      when 'Deal' then exists (select from deal d where d.id = {t}.subject_id and d.confidentiality in ('RESTRICTED', 'SECRET'))
      else {t}.subject_type in ('Location', 'Meeting', 'Agreement', 'Claim', 'Task') end`,
  record,
}

/** For a type whose SQL notes the rows that it shows itself. */
export const notedByItself: NotedRows = { when: 'false', record }
