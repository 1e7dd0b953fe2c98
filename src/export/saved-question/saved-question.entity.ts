import { Agency } from '../../agency/agency.entity.js'
import { JsonScalar } from '../../core/scalars.js'
import {
  DerivedField,
  BooleanField,
  HiddenColumn,
  StringField,
  ForeignKey,
  TableType,
  ToOne,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Versioned } from '../../write/versioned.js'

@TableType(
  'saved_question',
  'A question over the pipeline. Each reader gets the current rows that they may see.',
)
export class SavedQuestion extends Versioned {
  @StringField(200, 'Name of the question.')
  name: string

  @ForeignKey() ownerId: string
  @ToOne(() => User, '{t}.owner_id', 'The user who saved it, and who alone may change it.')
  owner: User

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Agency of the owner, in which the question may be shared.')
  agency: Agency

  @BooleanField(
    'Whether all users of the agency may read and export it, but for those who may not see a deal, prospect, contact or other row that it names.',
  )
  shared: boolean

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}.question',
    '`list`, `where`, `orderBy` and `fields`, or `statistic` and its arguments, as `/exports` accepts them.',
    { filter: false },
  )
  @HiddenColumn('jsonb')
  question: object

  @DerivedField(
    'word',
    () => String,
    "('/questions/' || {t}.id)",
    'Path at this service, to which `.csv`, `.xlsx`, `.ndjson` or `.json` is appended.',
    { filter: false },
  )
  address: string
}
