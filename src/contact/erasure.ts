import { registerCodes } from '../core/codes.js'
import {
  ToOneWithArgs,
  EnumField,
  DerivedField,
  BooleanField,
  DateTimeField,
  ListOf,
  ViewType,
  CodeField,
  extendType,
} from '../read/declare.js'
import { ID, Int } from '@nestjs/graphql'
import { Contact } from './contact.entity.js'

export const erasureRecordKinds = ['MEETINGS', 'ROLE', 'HISTORY', 'MENTIONS', 'OTHER_AGENCIES'] as const
export type ErasureRecordKind = (typeof erasureRecordKinds)[number]
const ErasureRecordKindCode = registerCodes(
  'ErasureRecordKind',
  erasureRecordKinds,
  'Kind of data that an erasure keeps.',
  {
    MEETINGS: 'Meetings with the person, who takes part without a name.',
    ROLE: 'That a decision maker was met, and their organisation.',
    HISTORY: 'Entries of the audit trail, without what they contained about the person.',
    MENTIONS: 'Texts that name the person and were not redacted: review them.',
    OTHER_AGENCIES:
      'Files, saved questions and rows of other users and agencies that you may not see or change, and that may still name the person.',
  },
)

@ViewType('erasure_record', 'Data that an erasure kept, with the reason.', { key: 'what' })
export class ErasureRecord {
  @EnumField(ErasureRecordKindCode, 'Kind of data.')
  what: ErasureRecordKind

  @DerivedField(
    'int',
    () => Int,
    '{t}.count',
    'Number of records that you may see; 1 where they are not counted.',
  )
  count: number

  // the resolver translates the code
  @DerivedField('word', () => String, '{t}.what', 'Reason, in your language.', {
    resolved: true,
    filter: false,
  })
  why: string
}

@ViewType('erasure_mention', 'A free text that mentioned an erased person.')
export class Mention {
  @CodeField(/^\w+$/, 'Meeting', 'Type of the row, as in this schema.')
  subjectType: string

  @DerivedField('id', () => ID, '{t}.subject_id', 'Id of the row; null if it has none.', { nullable: true })
  subjectId: string | null

  @CodeField(/^\w+$/, 'outcome', 'Field of the text; `history` for its audit trail.')
  field: string

  @BooleanField('Whether the person was redacted there. If not, the text needs a review.')
  redacted: boolean
}

/** Selects what remains of the person {p}, as far as the viewer sees it. */
const remainingDataSql = `(select * from (values
    ('MEETINGS', (select count(*)::int from meeting_participant m where m.contact_id = {p}.id), 1),
    ('ROLE', 1, 2),
    ('HISTORY', (select count(*)::int from audit_entry e where e.subject_id = {p}.id), 3),
    ('MENTIONS', (select count(*)::int from erasure_mention m where m.contact_id = {p}.id and not m.redacted), 4),
    ('OTHER_AGENCIES', 1, 5)
  ) v(what, count, position) where count > 0)`

@ViewType('contact', 'The result of the erasure of a person.')
export class Erasure {
  @DateTimeField('When the person was erased.')
  erasedAt: Date

  @ListOf(() => ErasureRecord, 'true', '{t}.position', 'The data that was kept, with reasons.', {
    from: remainingDataSql,
  })
  kept: ErasureRecord[]

  @ListOf(
    () => Mention,
    // employments that were erased with the contact are no texts that mention it
    `{t}.contact_id = {p}.id and not ({t}.subject_type = 'Employment' and {t}.redacted)`,
    '{t}.subject_type, {t}.subject_id, {t}.field',
    'The free texts that you may read and that mentioned the person at the time of erasure; review those not redacted.',
  )
  mentions: Mention[]
}

extendType(
  Contact,
  'erasure',
  ToOneWithArgs(
    () => Erasure,
    'select {t}.id, {t}.erased_at where {t}.erased_at is not null',
    'Result of the erasure; null if the person was not erased.',
    [],
  ),
)
