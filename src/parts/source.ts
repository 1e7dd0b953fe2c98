import { registerCodes } from '../core/codes.js'
import { UrlField, DateField, EnumField, ViewType, StringField } from '../read/declare.js'

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
export const SourceKindCode = registerCodes('SourceKind', sourceKinds, 'Who a statement comes from.')

@ViewType('', 'Where a statement comes from.')
export class Source {
  @EnumField(SourceKindCode, 'Who it comes from.')
  kind: SourceKind

  @StringField(300, 'Name of the person, the body or the paper.', { nullable: true })
  name: string | null

  @DateField('When it was published, if it was.', { nullable: true })
  publishedOn: string | null

  @UrlField('Where it can be read.', { nullable: true })
  address: string | null
}
