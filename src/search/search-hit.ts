import { Float, ID } from '@nestjs/graphql'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { Contact } from '../contact/contact.entity.js'
import { registerCodes } from '../core/codes.js'
import { Deal } from '../deal/deal.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { DerivedField, ListOf, ViewType, ToOne } from '../read/declare.js'
import { pageSizeOf } from '../read/compile/connection.js'
import type { ReportContext } from '../read/roots.js'
import { codesOfWords } from './label-codes.js'
import { checkText } from './search-text.js'
import { notedHit } from '../deal/read-log/noted-rows.js'

export const defaultHitCount = 20

const searchKinds = ['PROSPECT', 'CONTACT', 'DEAL', 'MEETING', 'AGREEMENT', 'CLAIM'] as const
export type SearchKind = (typeof searchKinds)[number]
const SearchKindCode = registerCodes('SearchKind', searchKinds, 'Kind of a search hit.', {
  PROSPECT: 'A company.',
  CONTACT: 'A person.',
  DEAL: 'A deal.',
  MEETING: 'A meeting.',
  AGREEMENT: 'An agreement.',
  CLAIM: 'A claim.',
})

@ViewType(
  '(select * from unnest({p}.parts, {p}.marks) with ordinality as parts (text, match, n))',
  'A part of a text.',
)
export class SearchPart {
  @DerivedField('text', () => String, '{t}.text', 'The part, unchanged; all parts together are the text.', {
    filter: false,
  })
  text: string

  @DerivedField('boolean', () => Boolean, '{t}.match', 'Whether it matches the search.', { filter: false })
  match: boolean
}

const onlyIf = (kind: SearchKind) => `case when {t}.kind = '${kind}' then {t}.id end`

@ViewType('', 'A search hit.', { noted: notedHit })
export class SearchHit {
  @DerivedField('code', () => SearchKindCode, '{t}.kind', 'Kind of the hit.', { codes: SearchKindCode })
  kind: SearchKind

  @DerivedField('id', () => ID, '{t}.id', 'Its id.')
  id: string

  @DerivedField('text', () => String, '{t}.title', 'Its name or title; for a masked deal the code name.')
  title: string

  @DerivedField(
    'word',
    () => String,
    '{t}.field',
    'The field that matches: `name`, `title`, `codeName`, …; the first one if only labels match.',
  )
  field: string

  @ListOf(
    () => SearchPart,
    'true',
    '{t}.n',
    'The text of that field in parts, with the matches marked. A long text is shortened around the first match, with `…` for what is left out.',
  )
  highlight: SearchPart[]

  @DerivedField(
    'float',
    () => Float,
    '{t}.score',
    'Quality of the match, above 0 and up to 1, in descending order: exact, as a prefix, in other texts, with a typo. The share of the name that matches counts.',
  )
  score: number

  @ToOne(() => Prospect, onlyIf('PROSPECT'), 'The hit, if it is of this type.', { nullable: true })
  prospect: Prospect | null

  @ToOne(() => Contact, onlyIf('CONTACT'), 'The hit, if it is of this type.', { nullable: true })
  contact: Contact | null

  @ToOne(() => Deal, onlyIf('DEAL'), 'The hit, if it is of this type.', { nullable: true })
  deal: Deal | null

  @ToOne(() => Meeting, onlyIf('MEETING'), 'The hit, if it is of this type.', { nullable: true })
  meeting: Meeting | null

  @ToOne(() => Agreement, onlyIf('AGREEMENT'), 'The hit, if it is of this type.', { nullable: true })
  agreement: Agreement | null

  @ToOne(() => Claim, onlyIf('CLAIM'), 'The hit, if it is of this type.', { nullable: true })
  claim: Claim | null
}

/** Selects the hits for a text. The SQL function `search` returns only what the viewer may see. */
export function hitRows({ statement, args }: ReportContext): { with: string; source: string } {
  const input = { first: args.first ?? defaultHitCount }
  const text = statement.param(args.text, 'text', (value) => checkText(String(value), 'text'))
  const codes = statement.param(args.text, 'jsonb', (value) => JSON.stringify(codesOfWords(String(value))))
  const first = statement.param(pageSizeOf(input, 'search'), 'int')
  return { with: '', source: `search(${text}, ${first}, ${codes})` }
}
