import { Agency } from '../../agency/agency.entity.js'
import { JsonScalar } from '../../core/scalars.js'
import { Derived, Flag, Kept, Line, Refers, Table, ToOne } from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Versioned } from '../../write/versioned.js'

@Table('saved_question', 'A question over the pipeline, asked again with every reader’s own rows.')
export class SavedQuestion extends Versioned {
  @Line(200, 'What it is called.')
  name: string

  @Refers() ownerId: string
  @ToOne(() => User, '{t}.owner_id', 'Who saved it, and alone changes it.')
  owner: User

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Where it is shared, if it is.')
  agency: Agency

  @Flag('Whether the whole agency of its owner may read and ask it.')
  shared: boolean

  @Derived(
    'json',
    () => JsonScalar,
    '{t}.question',
    'What is asked: `list`, `where`, `orderBy`, `fields`, or `statistic` and its arguments, as `/exports` takes them.',
    { filter: false },
  )
  @Kept('jsonb')
  question: object

  @Derived(
    'word',
    () => String,
    "('/questions/' || {t}.id)",
    'Where it is answered, at this service, with `.csv`, `.xlsx`, `.ndjson` or `.json` behind it.',
    { filter: false },
  )
  address: string
}
