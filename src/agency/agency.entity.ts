import { codes } from '../core/codes.js'
import { Code, Flag, Line, Table, Word } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

export const agencyKinds = [
  'REGIONAL_AGENCY',
  'MINISTER_CABINET',
  'FEDERAL_OFFICE',
  'CLUSTER',
  'INFRASTRUCTURE_OPERATOR',
] as const
export type AgencyKind = (typeof agencyKinds)[number]
export const AgencyKindCode = codes('AgencyKind', agencyKinds, 'What kind of public body an agency is.')

@Table('agency', 'A public body that works on deals.')
export class Agency extends Versioned {
  @Word(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'awex or cabinet-jeholet',
    'Short name for use in addresses and questions, for example `awex`.',
    { unique: true },
  )
  code: string

  @Line(200, 'Official name.')
  name: string

  @Code(AgencyKindCode, 'What kind of public body it is.')
  kind: AgencyKind

  @Flag('False: nobody of it can sign in any more; the work stays.')
  active: boolean
}
