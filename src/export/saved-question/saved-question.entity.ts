import { Agency } from '../../agency/agency.entity.js'
import { JsonScalar } from '../../core/scalars.js'
import { Derived, Flag, Kept, Line, Refers, Table, ToOne } from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Versioned } from '../../write/versioned.js'

@Table('saved_question', 'A question over the pipeline. Each reader gets the current rows that they may see.')
export class SavedQuestion extends Versioned {
  @Line(200, 'Name of the question.')
  name: string

  @Refers() ownerId: string
  @ToOne(() => User, '{t}.owner_id', 'The user who saved it, and who alone may change it.')
  owner: User

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Agency of the owner, in which the question may be shared.')
  agency: Agency

  @Flag('Whether all users of the agency may read and export it.')
  shared: boolean

  @Derived(
    'json',
    () => JsonScalar,
    '{t}.question',
    '`list`, `where`, `orderBy` and `fields`, or `statistic` and its arguments, as `/exports` accepts them.',
    { filter: false },
  )
  @Kept('jsonb')
  question: object

  @Derived(
    'word',
    () => String,
    "('/questions/' || {t}.id)",
    'Path at this service, to which `.csv`, `.xlsx`, `.ndjson` or `.json` is appended.',
    { filter: false },
  )
  address: string
}
