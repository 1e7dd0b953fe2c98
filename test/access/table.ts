/** Who is answered what by every query and mutation of the schema. Whoever adds one adds its line. */
export const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const
export type Level = (typeof levels)[number]
export const matrixRoles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN'] as const
export type MatrixRole = (typeof matrixRoles)[number]
/** What the viewer's agency is to the deal, and whether the viewer is on its need-to-know list. */
export const accessRelations = ['LEAD', 'SUPPORT', 'INFORMED', 'FORMER', 'OTHER', 'LISTED'] as const
export type Relation = (typeof accessRelations)[number]

export type Access = 'FULL' | 'MASKED' | 'NONE'

/** The access table, row by row. */
export function expectedAccess(deal: Level, role: MatrixRole, clearance: Level, relation: Relation): Access {
  const team = ['LEAD', 'SUPPORT', 'INFORMED'].includes(relation)
  const reaches = levels.indexOf(clearance) >= levels.indexOf(deal)
  const overview = reaches && ['HEAD', 'ANALYST', 'CABINET'].includes(role)
  if (relation === 'LISTED') return 'FULL'
  switch (deal) {
    case 'OPEN':
      return 'FULL'
    case 'INTERNAL':
      return team && reaches ? 'FULL' : 'MASKED'
    case 'RESTRICTED':
      return team ? (reaches ? 'FULL' : 'MASKED') : overview ? 'MASKED' : 'NONE'
    case 'SECRET':
      return team && reaches ? 'MASKED' : 'NONE'
  }
}

/** What was planted: ids, and the words to look for. */
export interface Planted {
  level: Level
  /** In every text that only FULL access shows. */
  word: string
  /** In the code name, which MASKED access shows as well. */
  codeWord: string
  reference: string
  deal: string
  prospect: string
  contact: string
  meeting: string
  agreement: string
  claim: string
  task: string
  location: string
  projection: string
  move: string
  member: string
  handover: string
}

/** How a query is asked about a deal, or what hangs on it, and whether it was found in the answer. */
interface QueryRule {
  /** Who finds it: by access to the deal; EVERYBODY signed in; or only these roles, the others are refused. */
  for: 'FULL' | 'MASKED' | 'EVERYBODY' | readonly MatrixRole[]
  ask: (planted: Planted) => string
  /** Left out: there is something, and where it is counted, at least one. */
  found?: (answer: any, planted: Planted) => boolean
}

const one = (field: string, key: keyof Planted): QueryRule => ({
  for: 'FULL',
  ask: (planted) => `${field}(id: "${planted[key]}") { id }`,
})
const some = (field: string, text: string): QueryRule => ({
  for: 'FULL',
  ask: ({ word }) => `${field}(where: { ${text}: { contains: "${word}" } }) { totalCount }`,
})
const everybody = (ask: string): QueryRule => ({ for: 'EVERYBODY', ask: () => ask })

export const queries: Record<string, QueryRule> = {
  agencies: everybody('agencies { totalCount }'),
  agency: everybody('agency(code: "awex") { id }'),
  agreement: one('agreement', 'agreement'),
  agreements: some('agreements', 'title'),
  claims: some('claims', 'statement'),
  contact: one('contact', 'contact'),
  contacts: some('contacts', 'name'),
  dealConversion: {
    for: 'MASKED',
    ask: ({ level }) =>
      `dealConversion(from: IDENTIFIED, to: CONTACTED, where: { confidentiality: { eq: ${level} } }) { entered }`,
    found: ([{ entered }]) => entered === 1,
  },
  jobProjections: {
    for: 'MASKED',
    ask: ({ projection }) => `jobProjections(where: { id: { eq: "${projection}" } }) { totalCount }`,
  },
  jobProjectionStats: {
    for: 'MASKED',
    ask: ({ level }) =>
      `jobProjectionStats(where: { deal: { confidentiality: { eq: ${level} } } }, measures: [STATEMENTS]) { values { number } }`,
    found: ([{ values }]) => values[0].number === 1,
  },
  meetingStats: {
    for: 'FULL',
    ask: ({ level }) =>
      `meetingStats(where: { deals: { some: { confidentiality: { eq: ${level} } } } }, measures: [MEETINGS]) { values { number } }`,
    found: ([{ values }]) => values[0].number === 1,
  },
  exchangeRates: {
    for: 'EVERYBODY',
    ask: () => 'exchangeRates { totalCount }',
    found: (answer) => answer !== null,
  },
  dealStats: {
    for: 'MASKED',
    ask: ({ level }) =>
      `dealStats(where: { confidentiality: { eq: ${level} } }, measures: [DEALS]) { values { number } }`,
    found: ([{ values }]) => values[0].number === 1,
  },
  contactsToReview: {
    for: ['HEAD', 'ADMIN'],
    ask: () => 'contactsToReview { totalCount }',
    found: (answer) => answer !== null,
  },
  deal: { for: 'MASKED', ask: ({ deal }) => `deal(id: "${deal}") { id }` },
  dealStages: everybody('dealStages { code }'),
  deals: { for: 'MASKED', ask: ({ deal }) => `deals(where: { id: { eq: "${deal}" } }) { totalCount }` },
  exports: { for: 'EVERYBODY', ask: () => 'exports { totalCount }', found: (answer) => answer !== null },
  history: { for: 'FULL', ask: ({ deal }) => `history(subject: "${deal}") { totalCount }` },
  meeting: one('meeting', 'meeting'),
  meetings: some('meetings', 'title'),
  pipelineStatus: {
    for: 'MASKED',
    ask: ({ deal }) => `pipelineStatus(where: { id: { eq: "${deal}" } }) { total { deals } }`,
    found: ({ total }) => total.deals === 1,
  },
  prospect: one('prospect', 'prospect'),
  prospects: some('prospects', 'name'),
  search: {
    for: 'FULL',
    ask: ({ word }) => `search(text: "${word}", first: 3) { id }`,
    found: (hits, { prospect }) => hits.some(({ id }: { id: string }) => id === prospect),
  },
  savedQuestion: {
    for: 'EVERYBODY',
    ask: ({ deal }) => `savedQuestion(id: "${deal}") { id }`,
    found: (answer) => answer === null,
  },
  savedQuestions: {
    for: 'EVERYBODY',
    ask: () => 'savedQuestions { totalCount }',
    found: (answer) => answer !== null,
  },
  site: everybody('site(id: "SITE") { id }'),
  sites: everybody('sites { totalCount }'),
  tasks: some('tasks', 'title'),
  users: everybody('users { totalCount }'),
  viewer: everybody('viewer { id }'),
  weeklySummaries: everybody('weeklySummaries { totalCount }'),
  weeklySummary: {
    for: 'MASKED',
    ask: () => 'weeklySummary(agency: "awex", week: "2018-W06") { movements { deal { id } } }',
    found: ({ movements }, planted) =>
      movements.some(({ deal }: { deal: { id: string } }) => deal.id === planted.deal),
  },
}

interface MutationRule {
  /** Who may call it at all; the others are FORBIDDEN, whatever they send. */
  for: readonly MatrixRole[] | 'EVERYBODY' | 'NOBODY_YET'
  /** What its `id` names, where that hangs on a deal. */
  id?: keyof Planted
}

const writers = (id?: keyof Planted): MutationRule => ({ for: ['OFFICER', 'HEAD'], ...(id && { id }) })
const heads = (id?: keyof Planted): MutationRule => ({ for: ['HEAD'], ...(id && { id }) })
const admins: MutationRule = { for: ['ADMIN'] }
const own: MutationRule = { for: 'EVERYBODY' }

export const mutations: Record<string, MutationRule> = {
  addLocation: writers(),
  addRecipient: heads(),
  addTask: writers(),
  archiveProspect: writers('prospect'),
  cancelMeeting: writers('meeting'),
  changePassword: own,
  completeTask: { for: 'EVERYBODY', id: 'task' },
  correctHandover: heads(),
  correctMembership: writers(),
  correctMove: writers(),
  createAgency: admins,
  createApiKey: own,
  createCalendarFeed: own,
  createContact: writers(),
  createProspect: writers(),
  createSite: writers(),
  createSqlLogin: admins,
  createUser: admins,
  embargoClaim: heads('claim'),
  endSession: own,
  endSessions: own,
  eraseContact: writers('contact'),
  exportContact: { for: 'EVERYBODY', id: 'contact' },
  gradeClaim: writers('claim'),
  handOverDeal: heads(),
  issueWeeklySummary: heads(),
  joinDeal: writers(),
  leaveDeal: writers(),
  addToNeedToKnow: heads(),
  removeFromNeedToKnow: heads(),
  letKnow: heads(),
  moveDeal: writers('deal'),
  openDeal: writers(),
  scheduleWeeklyMail: heads(),
  orderSending: heads(),
  planMeeting: writers(),
  projectJobs: writers(),
  recordAgreement: writers(),
  recordClaim: writers(),
  recordEarlierMove: heads(),
  recordMeeting: writers('meeting'),
  recordStake: writers(),
  removeQuestion: own,
  removeRecipient: own,
  renewSession: own,
  revokeApiKey: own,
  revokeCalendarFeed: own,
  revokeSqlLogin: admins,
  saveQuestion: own,
  signIn: { for: 'NOBODY_YET' },
  signOut: own,
  updateAgency: admins,
  updateAgreement: writers('agreement'),
  updateContact: writers('contact'),
  updateDeal: writers('deal'),
  updateDealStage: admins,
  updateLocation: writers('location'),
  updateMeeting: writers('meeting'),
  updateProspect: writers('prospect'),
  updateQuestion: own,
  updateSite: writers(),
  updateTask: { for: 'EVERYBODY', id: 'task' },
  updateUser: admins,
  loadExchangeRates: admins,
  verifyLanding: heads('deal'),
}
