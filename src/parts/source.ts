import { codes } from '../core/codes.js'
import { Address, CalendarDay, Code, Shown, Line } from '../read/declare.js'

export const sourceKinds = [
  'COMPANY',
  'PUBLIC_AUTHORITY',
  'PRESS',
  'PARTNER',
  'OWN_AGENCY',
  'UNNAMED',
  'OTHER',
] as const
export type SourceKind = (typeof sourceKinds)[number]
export const SourceKindCode = codes('SourceKind', sourceKinds, 'Who a statement comes from.')

@Shown('', 'Where a statement comes from.')
export class Source {
  @Code(SourceKindCode, 'Who it comes from.')
  kind: SourceKind

  @Line(300, 'Name of the person, the body or the paper.', { nullable: true })
  name: string | null

  @CalendarDay('When it was published, if it was.', { nullable: true })
  publishedOn: string | null

  @Address('Where it can be read.', { nullable: true })
  address: string | null
}
