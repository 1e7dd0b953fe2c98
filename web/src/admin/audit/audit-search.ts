/** What the address of the history states, and the arguments of the API that follow from it. */
import type { AuditQueryVariables } from '../../api/generated/types.js'
import { endOfDay } from '../../day/end-of-day.js'

/** What happened, as the verbs of the audit trail that belong together. */
export const topics = {
  signIns: [
    ...['signIn', 'failSignIn', 'signOut', 'renewSession', 'endSession', 'endSessions'],
    ...['endUserSessions', 'confirmIdentity', 'providerSignOut'],
  ],
  accounts: [
    ...['createUser', 'updateUser', 'deactivateUser', 'setLanguage', 'linkIdentity', 'removeIdentity'],
    ...['syncWithClaims', 'createPasswordLink', 'setPassword', 'changePassword', 'removeSecondFactor'],
    ...['enrolSecondFactor', 'confirmSecondFactor'],
  ],
  rights: ['requestUserChange', 'approveUserChange', 'refuseUserChange', 'syncWithClaims'],
  keys: [
    ...['createApiKey', 'revokeApiKey', 'createSqlLogin', 'revokeSqlLogin'],
    ...['createCalendarFeed', 'revokeCalendarFeed'],
  ],
  refusals: ['refused', 'failSignIn'],
  exports: ['export', 'exportAgain', 'exportContact'],
  moves: [
    ...['openDeal', 'moveDeal', 'correctMove', 'recordEarlierMove', 'verifyLanding', 'handOverDeal'],
    ...['acceptHandover', 'declineHandover', 'withdrawHandover', 'correctHandover'],
  ],
  erasures: ['eraseContact', 'answerErasureRequest'],
  summaries: [
    ...['issueWeeklySummary', 'sendWeeklySummary', 'scheduleWeeklyMail', 'addRecipient', 'removeRecipient'],
    'subscribeToWeeklySummary',
  ],
  settings: ['createAgency', 'updateAgency', 'updateDealStage', 'loadExchangeRates'],
} as const satisfies Record<string, readonly string[]>

export type Topic = keyof typeof topics
export const topicNames = Object.keys(topics) as Topic[]

/** The types of rows by which the history is filtered, as the schema names them. */
export const auditedTypes = [
  ...(['User', 'ApiKey', 'SqlLogin', 'CalendarFeed', 'Agency', 'DealStage', 'Deal'] as const),
  ...(['Prospect', 'Contact', 'Site', 'Meeting', 'Agreement', 'Claim', 'Task', 'Export'] as const),
]
export type AuditedType = (typeof auditedTypes)[number]

export interface AuditSearch {
  /** Id of the user who did it. */
  by?: string
  topic?: Topic
  type?: AuditedType
  /** Id of the row. */
  subject?: string
  /** Reference of a deal: its changes, and for its HEAD who has read it. */
  deal?: string
  from?: string
  until?: string
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const { by, subject, deal, from, until } = search
  const topic = topicNames.find((name) => name === search.topic)
  const type = auditedTypes.find((name) => name === search.type)
  return {
    ...(isText(by) && { by }),
    ...(topic && { topic }),
    ...(type && { type }),
    ...(isText(subject) && { subject }),
    ...(isText(deal) && { deal }),
    ...(isDay(from) && { from }),
    ...(isDay(until) && { until }),
  }
}

/** The beginning of a day in Brussels: one second after the end of the day before. */
const startOfDay = (day: string): string => {
  const before = new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return new Date(Date.parse(endOfDay(before)) + 1_000).toISOString()
}

export function auditVariables(
  { by, topic, type, subject, from, until }: AuditSearch,
  dealId: string | undefined,
): Omit<AuditQueryVariables, 'after'> {
  return {
    ...(by && { by }),
    ...(topic && { verbs: [...topics[topic]] }),
    ...(type && { where: { subjectType: { eq: type } } }),
    ...((dealId ?? subject) && { subject: dealId ?? subject }),
    ...(from && { from: startOfDay(from) }),
    ...(until && { until: endOfDay(until) }),
  }
}
