import { registerCodes } from '../../core/codes.js'
import { UrlField, DateField, EnumField, ViewType, StringField } from '../declare.js'

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
const SourceKindCode = registerCodes('SourceKind', sourceKinds, 'The kind of source of a statement.', {
  COMPANY: 'The company that invests.',
  PUBLIC_AUTHORITY: 'A public authority.',
  PRESS: 'A newspaper or another medium.',
  PARTNER: 'A partner of the agency, such as the operator of an airport.',
  OWN_AGENCY: 'The agency itself.',
  UNNAMED: 'A source that is not named.',
  OTHER: 'Another source.',
})

@ViewType('', 'The source of a statement.')
export class Source {
  @EnumField(SourceKindCode, 'The kind of source.')
  kind: SourceKind

  @StringField(300, 'Name of the person, public body or newspaper that states it.', { nullable: true })
  name: string | null

  @StringField(300, 'The newspaper, programme or site that reports it; null: it was stated to the agency.', {
    nullable: true,
  })
  medium: string | null

  @DateField('The day of publication, if published.', { nullable: true })
  publishedOn: string | null

  @UrlField('The web page of the statement.', { nullable: true })
  address: string | null
}
