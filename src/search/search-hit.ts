import { Float, ID } from '@nestjs/graphql'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { Contact } from '../contact/contact.entity.js'
import { registerCodes } from '../core/codes.js'
import { Deal } from '../deal/deal.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { DerivedField, ListOf, ViewType, ToOne } from '../read/declare.js'
import { pageSizeOf } from '../read/connection.js'
import type { ReportContext } from '../read/roots.js'
import { checkText } from './search-text.js'

export const defaultHitCount = 20

export const searchKinds = ['PROSPECT', 'CONTACT', 'DEAL', 'MEETING', 'AGREEMENT', 'CLAIM'] as const
export type SearchKind = (typeof searchKinds)[number]
const SearchKindCode = registerCodes('SearchKind', searchKinds, 'What was found.')

@ViewType(
  '(select * from unnest({p}.parts, {p}.marks) with ordinality as parts (text, match, n))',
  'A part of a text.',
)
export class SearchPart {
  @DerivedField(
    'text',
    () => String,
    '{t}.text',
    'As it is written there; all parts together are the text.',
    {
      filter: false,
    },
  )
  text: string

  @DerivedField('boolean', () => Boolean, '{t}.match', 'Whether it was asked for.', { filter: false })
  match: boolean
}

const onlyIf = (kind: SearchKind) => `case when {t}.kind = '${kind}' then {t}.id end`

@ViewType('', 'Something that was found.')
export class SearchHit {
  @DerivedField('code', () => SearchKindCode, '{t}.kind', 'What kind of thing.', { codes: SearchKindCode })
  kind: SearchKind

  @DerivedField('id', () => ID, '{t}.id', 'Its id.')
  id: string

  @DerivedField('text', () => String, '{t}.title', 'What it is called; of a masked deal the code name.')
  title: string

  @DerivedField('word', () => String, '{t}.field', 'In which of its fields: `name`, `title`, `codeName`, …')
  field: string

  @ListOf(
    () => SearchPart,
    'true',
    '{t}.n',
    'The text of that field in parts, those that were asked for marked; of a long one what stands around the first, with `…` for what is left out.',
  )
  highlight: SearchPart[]

  @DerivedField(
    'float',
    () => Float,
    '{t}.score',
    'How well it fits, above 0 and up to 1: as written, as a beginning, in other texts, with a typo; the more of its name, the better.',
  )
  score: number

  @ToOne(() => Prospect, onlyIf('PROSPECT'), 'What was found, where it is one.', { nullable: true })
  prospect: Prospect | null

  @ToOne(() => Contact, onlyIf('CONTACT'), 'What was found, where it is one.', { nullable: true })
  contact: Contact | null

  @ToOne(() => Deal, onlyIf('DEAL'), 'What was found, where it is one.', { nullable: true })
  deal: Deal | null

  @ToOne(() => Meeting, onlyIf('MEETING'), 'What was found, where it is one.', { nullable: true })
  meeting: Meeting | null

  @ToOne(() => Agreement, onlyIf('AGREEMENT'), 'What was found, where it is one.', { nullable: true })
  agreement: Agreement | null

  @ToOne(() => Claim, onlyIf('CLAIM'), 'What was found, where it is one.', { nullable: true })
  claim: Claim | null
}

/** The hits for a text, from a function of the database that searches as whoever asks. */
export function hitRows({ statement, args }: ReportContext): { with: string; source: string } {
  const input = { first: args.first ?? defaultHitCount }
  const text = statement.param(args.text, 'text', (value) => checkText(String(value), 'text'))
  return { with: '', source: `search(${text}, ${statement.param(pageSizeOf(input, 'search'), 'int')})` }
}
