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

export const erasureRecordKinds = ['MEETINGS', 'ROLE', 'HISTORY', 'MENTIONS'] as const
export type ErasureRecordKind = (typeof erasureRecordKinds)[number]
const ErasureRecordKindCode = registerCodes('ErasureRecordKind', erasureRecordKinds, 'What an erasure keeps.')

@ViewType('kept', 'Something that an erasure kept, and why.', { key: 'what' })
export class ErasureRecord {
  @EnumField(ErasureRecordKindCode, 'What.')
  what: ErasureRecordKind

  @DerivedField('int', () => Int, '{t}.count', 'How many, as far as you may see them.')
  count: number

  // the words come from the catalogue, in the resolver
  @DerivedField('word', () => String, '{t}.what', 'Why, in your language.', { resolved: true, filter: false })
  why: string
}

@ViewType('erasure_mention', 'A place where free text named an erased person.')
export class Mention {
  @CodeField(/^\w+$/, 'Meeting', 'The type of the row, as in this schema.')
  subjectType: string

  @DerivedField('id', () => ID, '{t}.subject_id', 'Which row; null where it has no id.', { nullable: true })
  subjectId: string | null

  @CodeField(/^\w+$/, 'outcome', 'Which of its texts; `history`: what its audit trail keeps of them.')
  field: string

  @BooleanField('Whether the person was blanked there. Where not, somebody has to look.')
  redacted: boolean
}

/** What is left of the person {p}, as far as the viewer sees it. */
const left = `(select * from (values
    ('MEETINGS', (select count(*)::int from meeting_participant m where m.contact_id = {p}.id), 1),
    ('ROLE', 1, 2),
    ('HISTORY', (select count(*)::int from audit_entry e where e.subject_id = {p}.id), 3),
    ('MENTIONS', (select count(*)::int from erasure_mention m where m.contact_id = {p}.id and not m.redacted), 4)
  ) v(what, count, position) where count > 0)`

@ViewType('contact', 'What came of the erasure of a person.')
export class Erasure {
  @DateTimeField('When.')
  erasedAt: Date

  @ListOf(() => ErasureRecord, 'true', '{t}.position', 'What was kept, and why.', { from: left })
  kept: ErasureRecord[]

  @ListOf(
    () => Mention,
    '{t}.contact_id = {p}.id',
    '{t}.subject_type, {t}.subject_id, {t}.field',
    'Where free text that you may read mentioned the person when the erasure came: for review, unless it was blanked.',
  )
  mentions: Mention[]
}

extendType(
  Contact,
  'erasure',
  ToOneWithArgs(
    () => Erasure,
    'select {t}.id, {t}.erased_at where {t}.erased_at is not null',
    'What came of the erasure; null for everybody who was not erased.',
    [],
  ),
)
