/** Labels of codes in the languages of the service, for forms that people read. */
import { languageTag, translate, type Language } from '../../core/locale.js'

/** Where `locales/` has the labels of an enum of the schema. Labels of stages are data: `stage.label`. */
export const labelGroups: Readonly<Record<string, string>> = {
  AccountNoticeKind: 'web.profile.noticeKind',
  Activity: 'activity',
  AgencyKind: 'web.admin.agencyKind',
  AgreementKind: 'agreementKind',
  AgreementStanding: 'web.agreementStanding',
  AttentionCode: 'attention',
  ClaimStanding: 'claimStanding',
  Confidentiality: 'confidentiality',
  DealOrigin: 'dealOrigin',
  DealType: 'dealType',
  EmbargoCircle: 'export.label.embargoCircle',
  ErasureRecordKind: 'erasureRecord',
  ExportStatus: 'web.profile.exportStatus',
  FactCode: 'fact',
  FreeConfidentiality: 'confidentiality',
  HandoverOfferStatus: 'export.label.handoverOfferStatus',
  JobHorizon: 'jobHorizon',
  JobKind: 'jobKind',
  JobStanding: 'jobStanding',
  LawfulBasis: 'web.lawfulBasis',
  LocationStanding: 'web.locationStanding',
  LossReasonCode: 'lossReason',
  MailScheduleStanding: 'web.admin.scheduleStanding',
  MeetingStatus: 'meetingStatus',
  MoveDirection: 'direction',
  OfficerFault: 'export.label.officerFault',
  Precision: 'precision',
  ReadWay: 'web.admin.readWay',
  Reliability: 'reliability',
  Role: 'web.role',
  SearchKind: 'web.search.kind',
  SignInMethod: 'web.account.methods',
  SiteAvailability: 'web.site.availabilities',
  SiteKind: 'web.site.kinds',
  SourceKind: 'sourceKind',
  StageOutcome: 'stageOutcome',
  TeamRole: 'web.teamRole',
  TimelineEventKind: 'web.timeline.kind',
  UserChangeStatus: 'web.admin.changeStatus',
  UserKind: 'web.admin.userKind',
  VerificationFault: 'export.label.verificationFault',
  WithdrawnKind: 'withdrawnKind',
}

/** Returns the label of a code, as a heading; the code where it has none, such as the name of a file format. */
export function labelCode(type: string, code: string, language: Language): string {
  const tag = languageTag(language)
  if (type === 'Language')
    return new Intl.DisplayNames(tag, { type: 'language' }).of(code.toLowerCase()) ?? code
  const group = labelGroups[type]
  if (group === undefined) return code
  const key = `${group}.${code}`
  const label = translate(language, key)
  return label === key ? code : label
}
