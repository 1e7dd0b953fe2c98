import { registerCodes } from '../core/codes.js'
import { EnumField, DerivedField, ViewType, IntField } from '../read/declare.js'

export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Reliability = (typeof reliabilities)[number]
const ReliabilityCode = registerCodes(
  'Reliability',
  reliabilities,
  'Reliability of a source on the Admiralty scale.',
  {
    A: 'Completely reliable.',
    B: 'Usually reliable.',
    C: 'Fairly reliable.',
    D: 'Not usually reliable.',
    E: 'Not reliable at all.',
    F: 'Cannot be judged; also the grade of a claim before the first grading.',
  },
)

@ViewType('', 'A grade on the Admiralty scale: source and content are judged separately.')
export class Grade {
  @EnumField(
    ReliabilityCode,
    'Reliability of the source, from A (completely) to E (not at all); F: cannot be judged.',
  )
  reliability: Reliability

  @IntField(
    1,
    6,
    'Credibility of the content: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.',
  )
  credibility: number

  @DerivedField(
    'word',
    () => String,
    '({t}."{#}reliability" || {t}."{#}credibility")',
    'Both in short form, for example `B2`.',
  )
  text: string
}
