import { registerCodes } from '../core/codes.js'
import { CountryField, EnumField, BooleanField, StringField, TableType, CodeField } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

export const agencyKinds = [
  'REGIONAL_AGENCY',
  'MINISTER_CABINET',
  'FEDERAL_OFFICE',
  'CLUSTER',
  'INFRASTRUCTURE_OPERATOR',
] as const
export type AgencyKind = (typeof agencyKinds)[number]
const AgencyKindCode = registerCodes('AgencyKind', agencyKinds, 'What kind of public body an agency is.', {
  REGIONAL_AGENCY: 'Economic development agency of a region.',
  MINISTER_CABINET: 'Office of a minister.',
  FEDERAL_OFFICE: 'Office of the federal government.',
  CLUSTER: 'Cluster of the companies of a sector.',
  INFRASTRUCTURE_OPERATOR: 'Operator of infrastructure, such as a port or an airport.',
})

@TableType('agency', 'A public body that works on deals.')
export class Agency extends Versioned {
  @CodeField(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'awex or cabinet-jeholet',
    'Short name for use in URLs and queries, for example `awex`.',
    { unique: true },
  )
  code: string

  @StringField(200, 'Official name.')
  name: string

  @EnumField(AgencyKindCode, 'What kind of public body it is.')
  kind: AgencyKind

  @CountryField(
    'ISO 3166-1 alpha-2 code of its country: telephone numbers without a country code are read as those of this country.',
  )
  country: string

  @BooleanField('False: users of the agency can no longer sign in; their work stays.')
  active: boolean
}
