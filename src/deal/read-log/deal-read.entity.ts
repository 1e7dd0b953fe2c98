import { registerCodes } from '../../core/codes.js'
import {
  BooleanField,
  DateTimeField,
  EnumField,
  ForeignKey,
  IdField,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'

export const readWays = ['GRAPHQL', 'EXPORT', 'DOCUMENT', 'MAIL', 'CALENDAR', 'SQL'] as const
export type ReadWay = (typeof readWays)[number]
export const ReadWayCode = registerCodes('ReadWay', readWays, 'How a deal was read.', {
  GRAPHQL: 'By a GraphQL operation, from a page or a program.',
  EXPORT: 'In an exported list or statistic.',
  DOCUMENT: 'In a briefing or a summary.',
  MAIL: 'In a weekly summary sent by e-mail.',
  CALENDAR: 'In a calendar feed.',
  SQL: 'A SQL login that could read it has run a statement; which rows it read is not known.',
})

@TableType(
  'deal_read',
  'That a user has read a RESTRICTED or SECRET deal: once a user, deal, way and hour, masked and in full each.',
)
export class DealRead {
  @IdField() id: string

  @ForeignKey() dealId: string

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'The user who read it.')
  user: User

  @EnumField(ReadWayCode, 'The way by which it was read.')
  way: ReadWay

  @DateTimeField('Beginning of the hour.')
  hour: Date

  @DateTimeField('The first time in this hour.')
  firstAt: Date

  @BooleanField('Whether the user saw the deal masked.')
  masked: boolean
}

extendType(
  Deal,
  'readLog',
  ToMany(
    () => DealRead,
    '{t}.deal_id = {p}.id',
    'Who has read the deal while it was RESTRICTED or SECRET, latest first. Only for a HEAD of its lead agency who sees it in full; empty for others.',
  ),
)
