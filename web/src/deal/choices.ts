/** The codes that forms offer, in the order of the lists. The types come from the schema, so a wrong code does not compile. */
import type {
  Activity,
  Confidentiality,
  DealType,
  JobHorizon,
  JobStanding,
  LossReasonCode,
  SourceKind,
} from '../api/generated/types.js'

export const activities: Activity[] = [
  'LOGISTICS',
  'MANUFACTURING',
  'R_AND_D',
  'HEADQUARTERS',
  'SERVICES',
  'DATA_CENTRE',
  'SALES',
  'ENERGY',
  'AGRI_FOOD',
  'TOURISM',
  'OTHER',
]

export const dealTypes: DealType[] = [
  'GREENFIELD',
  'EXPANSION',
  'RELOCATION',
  'ACQUISITION',
  'JOINT_VENTURE',
  'RETENTION',
]

export const confidentialities: Confidentiality[] = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET']

export const horizons: JobHorizon[] = ['INITIAL', 'MEDIUM_TERM', 'FULL']

export const standings: JobStanding[] = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED']

export const sourceKinds: SourceKind[] = [
  'COMPANY',
  'PUBLIC_AUTHORITY',
  'PRESS',
  'PARTNER',
  'OWN_AGENCY',
  'UNNAMED',
  'OTHER',
]

export const lossReasons: LossReasonCode[] = [
  'LABOUR_COST',
  'LABOUR_RULES',
  'SITE',
  'INCENTIVES',
  'MARKET',
  'TAX',
  'TIMING',
  'POLITICS',
  'COMPANY_STRATEGY',
  'NO_ANSWER',
  'OTHER',
]

export const currencies = ['EUR', 'USD', 'CNY', 'GBP', 'JPY']
