import { Rule } from '../core/validation/rule.js'
import {
  DecimalField,
  DateField,
  ForeignKey,
  ListOf,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { Versioned } from '../write/versioned.js'
import { Prospect } from './prospect.entity.js'

const percentRange = { min: '0.01', max: 100 }

@TableType('stake', 'The share of one prospect in another. You see it if you see both.')
export class Stake extends Versioned {
  @ForeignKey() holderId: string
  @ToOne(() => Prospect, '{t}.holder_id', 'The company that owns the share.')
  holder: Prospect

  @ForeignKey() heldId: string
  @ToOne(() => Prospect, '{t}.held_id', 'The company that the share is in.')
  held: Prospect

  @DecimalField(
    'Share in per cent, more than 0 and at most 100. All shares in one company that you may see add up to at most 100.',
    {
      check: [Rule('OUT_OF_RANGE', (percent) => Number(percent) > 0 && Number(percent) <= 100, percentRange)],
    },
  )
  percent: string

  @DateField('First day; null when not known.', { nullable: true })
  since: string | null

  @DateField(
    'The day on which the share was given up; from then on it counts in no total and in no group. Null while it is held.',
    { nullable: true },
  )
  endedOn: string | null

  declare withdrawnAt: Date | null
}

makeWithdrawable(Stake, 'stake_id')

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
extendType(
  Prospect,
  'stakeConflicts',
  ListOf(
    () => Stake,
    `{t}.held_id = {p}.id and {t}.ended_on is null and {t}.withdrawn_at is null
      and (select sum(s.percent) from stake s where s.held_id = {p}.id and s.ended_on is null and s.withdrawn_at is null) > 100`,
    '{t}.percent desc, {t}.id',
    'The current shares in it that you may see, if they add up to more than 100 %: recorded by users who did not see each other’s. Otherwise empty.',
  ),
)
