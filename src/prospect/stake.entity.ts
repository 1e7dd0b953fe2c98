import { Rule } from '../core/rule.js'
import { DecimalField, DateField, ForeignKey, TableType, ToMany, ToOne, extendType } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'
import { Prospect } from './prospect.entity.js'

const share = { min: '0.01', max: 100 }

@TableType('stake', 'The share of one prospect in another. It is seen by whoever sees both.')
export class Stake extends Versioned {
  @ForeignKey() holderId: string
  @ToOne(() => Prospect, '{t}.holder_id', 'Who owns the share.')
  holder: Prospect

  @ForeignKey() heldId: string
  @ToOne(() => Prospect, '{t}.held_id', 'In which company.')
  held: Prospect

  @DecimalField(
    'Share in percent, more than 0 and at most 100; what is held in one company is at most 100 in total.',
    {
      check: [Rule('OUT_OF_RANGE', (percent) => Number(percent) > 0 && Number(percent) <= 100, share)],
    },
  )
  percent: string

  @DateField('Since when, as far as known.', { nullable: true })
  since: string | null

  @DateField(
    'The day that it was given up; from then on it counts in no total and in no group. Null while it is held.',
    { nullable: true },
  )
  endedOn: string | null
}

extendType(
  Prospect,
  'stakesHeld',
  ToMany(() => Stake, '{t}.holder_id = {p}.id', 'Its shares in other companies, ended ones included.'),
)
extendType(
  Prospect,
  'heldBy',
  ToMany(() => Stake, '{t}.held_id = {p}.id', 'The shares of other companies in it, ended ones included.'),
)
