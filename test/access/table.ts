/** The access table: who may call each query and mutation. A new query or mutation of the schema needs a line here. */
export const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const
export type Level = (typeof levels)[number]
export const matrixRoles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR'] as const
export type MatrixRole = (typeof matrixRoles)[number]
/** Relation of the viewer's agency to the deal. LISTED: the viewer is on the need-to-know list. */
export const accessRelations = ['LEAD', 'SUPPORT', 'INFORMED', 'FORMER', 'OTHER', 'LISTED'] as const
export type Relation = (typeof accessRelations)[number]

export type Access = 'FULL' | 'MASKED' | 'NONE'

/** Returns the access that the rules grant. */
export function expectedAccess(deal: Level, role: MatrixRole, clearance: Level, relation: Relation): Access {
  const team = ['LEAD', 'SUPPORT', 'INFORMED'].includes(relation)
  const reaches = levels.indexOf(clearance) >= levels.indexOf(deal)
  const overview = reaches && ['HEAD', 'ANALYST', 'CABINET'].includes(role)
  if (role === 'OPERATOR') return 'NONE'
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

/** Ids of the rows of one deal, and the canary words in them. */
export interface Planted {
  level: Level
  /** Canary word in every text that only FULL access shows. */
  word: string
  /** Canary word in the code name, which MASKED access shows as well. */
  codeWord: string
  reference: string
  deal: string
  prospect: string
  contact: string
  employment: string
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

/** How a query requests a row of a deal, and how its answer shows that the row was found. */
interface QueryRule {
  /** Who finds the row: viewers with this access, ALL users, or only these roles; other roles get FORBIDDEN. */
  for: 'FULL' | 'MASKED' | 'ALL' | readonly MatrixRole[]
  buildQuery: (planted: Planted) => string
  /** By default, the field is not null and its totalCount, if selected, is not 0. */
  isFound?: (answer: any, planted: Planted) => boolean
}

const one = (field: string, key: keyof Planted): QueryRule => ({
  for: 'FULL',
  buildQuery: (planted) => `${field}(id: "${planted[key]}") { id }`,
})
const some = (field: string, text: string): QueryRule => ({
  for: 'FULL',
  buildQuery: ({ word }) => `${field}(where: { ${text}: { contains: "${word}" } }) { totalCount }`,
})
const forAll = (query: string): QueryRule => ({ for: 'ALL', buildQuery: () => query })

export const queries: Record<string, QueryRule> = {
  agencies: forAll('agencies { totalCount }'),
  agency: forAll('agency(code: "awex") { id }'),
  agreement: one('agreement', 'agreement'),
  agreements: some('agreements', 'title'),
  claims: some('claims', 'statement'),
  handoverOffers: some('handoverOffers', 'reason'),
  contact: one('contact', 'contact'),
  contacts: some('contacts', 'name'),
  dealConversion: {
    for: 'MASKED',
    buildQuery: ({ level }) =>
      `dealConversion(from: IDENTIFIED, to: CONTACTED, where: { confidentiality: { eq: ${level} } }) { entered }`,
    isFound: ([{ entered }]) => entered === 1,
  },
  jobProjections: {
    for: 'MASKED',
    buildQuery: ({ projection }) => `jobProjections(where: { id: { eq: "${projection}" } }) { totalCount }`,
  },
  jobProjectionStats: {
    for: 'MASKED',
    buildQuery: ({ level }) =>
      `jobProjectionStats(where: { deal: { confidentiality: { eq: ${level} } } }, measures: [STATEMENTS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number === 1,
  },
  meetingStats: {
    for: 'FULL',
    buildQuery: ({ level }) =>
      `meetingStats(where: { deals: { some: { confidentiality: { eq: ${level} } } } }, measures: [MEETINGS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number === 1,
  },
  exchangeRates: {
    for: 'ALL',
    buildQuery: () => 'exchangeRates { totalCount }',
    isFound: (answer) => answer !== null,
  },
  dealStats: {
    for: 'MASKED',
    buildQuery: ({ level }) =>
      `dealStats(where: { confidentiality: { eq: ${level} } }, measures: [DEALS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number === 1,
  },
  transitionStats: {
    for: 'MASKED',
    buildQuery: ({ level }) =>
      `transitionStats(where: { deal: { confidentiality: { eq: ${level} } } }, measures: [DEALS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number === 1,
  },
  claimStats: {
    for: 'FULL',
    buildQuery: ({ level }) =>
      `claimStats(where: { deal: { confidentiality: { eq: ${level} } } }, measures: [CLAIMS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number > 0,
  },
  agreementStats: {
    for: 'FULL',
    buildQuery: ({ level }) =>
      `agreementStats(where: { deals: { some: { confidentiality: { eq: ${level} } } } }, measures: [AGREEMENTS]) { values { number } }`,
    isFound: ([{ values }]) => values[0].number > 0,
  },
  forecastChange: {
    for: 'MASKED',
    buildQuery: ({ level }) =>
      `forecastChange(from: "1999-12-31", where: { confidentiality: { eq: ${level} } }) { to { deals } }`,
    isFound: ({ to }) => to.deals === 1,
  },
  contactsToReview: {
    for: ['HEAD', 'ADMIN'],
    buildQuery: () => 'contactsToReview { totalCount }',
    isFound: (answer) => answer !== null,
  },
  deal: { for: 'MASKED', buildQuery: ({ deal }) => `deal(id: "${deal}") { id }` },
  dealStages: forAll('dealStages { code }'),
  deals: {
    for: 'MASKED',
    buildQuery: ({ deal }) => `deals(where: { id: { eq: "${deal}" } }) { totalCount }`,
  },
  erasurePreview: {
    for: 'ALL',
    buildQuery: ({ contact }) => `erasurePreview(contact: "${contact}") { id }`,
    isFound: (answer) => answer !== null,
  },
  erasureRequests: {
    for: 'ALL',
    buildQuery: () => 'erasureRequests { totalCount }',
    isFound: (answer) => answer !== null,
  },
  exports: {
    for: 'ALL',
    buildQuery: () => 'exports { totalCount }',
    isFound: (answer) => answer !== null,
  },
  followedChanges: {
    for: 'ALL',
    buildQuery: () => 'followedChanges { totalCount }',
    isFound: (answer) => answer !== null,
  },
  history: { for: 'FULL', buildQuery: ({ deal }) => `history(subject: "${deal}") { totalCount }` },
  meeting: one('meeting', 'meeting'),
  meetings: some('meetings', 'title'),
  pipelineStatus: {
    for: 'MASKED',
    buildQuery: ({ deal }) => `pipelineStatus(where: { id: { eq: "${deal}" } }) { total { deals } }`,
    isFound: ({ total }) => total.deals === 1,
  },
  prospect: one('prospect', 'prospect'),
  prospects: some('prospects', 'name'),
  search: {
    for: 'FULL',
    buildQuery: ({ word }) => `search(text: "${word}", first: 3) { id }`,
    isFound: (hits, { prospect }) => hits.some(({ id }: { id: string }) => id === prospect),
  },
  similarContacts: {
    for: 'FULL',
    buildQuery: ({ word }) => `similarContacts(name: "${word} Person") { contact { id } }`,
    isFound: (rows: { contact: { id: string } }[], planted) =>
      rows.some(({ contact }) => contact.id === planted.contact),
  },
  similarProspects: {
    for: 'FULL',
    buildQuery: ({ word }) => `similarProspects(name: "${word} Group") { prospect { id } }`,
    isFound: (rows: { prospect: { id: string } }[], planted) =>
      rows.some(({ prospect }) => prospect.id === planted.prospect),
  },
  savedQuestion: {
    for: 'ALL',
    buildQuery: ({ deal }) => `savedQuestion(id: "${deal}") { id }`,
    isFound: (answer) => answer === null,
  },
  savedQuestions: {
    for: 'ALL',
    buildQuery: () => 'savedQuestions { totalCount }',
    isFound: (answer) => answer !== null,
  },
  periodComparison: {
    for: 'MASKED',
    buildQuery: () =>
      'periodComparison(agency: "awex", period: "2018-02", with: "2018-01") { figures { deals { deal { id } } } }',
    isFound: ({ figures }, planted) =>
      figures.some(({ deals }: { deals: { deal: { id: string } }[] }) =>
        deals.some(({ deal }) => deal.id === planted.deal),
      ),
  },
  periodSummary: {
    for: 'MASKED',
    buildQuery: () => 'periodSummary(agency: "awex", period: "2018-02") { movements { deal { id } } }',
    isFound: ({ movements }, planted) =>
      movements.some(({ deal }: { deal: { id: string } }) => deal.id === planted.deal),
  },
  site: forAll('site(id: "SITE") { id }'),
  sites: forAll('sites { totalCount }'),
  tasks: some('tasks', 'title'),
  userChanges: {
    for: 'ALL',
    buildQuery: () => 'userChanges { totalCount }',
    isFound: (answer) => answer !== null,
  },
  users: forAll('users { totalCount }'),
  viewer: forAll('viewer { id }'),
  weeklySummaries: forAll('weeklySummaries { totalCount }'),
  weeklySummary: {
    for: 'MASKED',
    buildQuery: () => 'weeklySummary(agency: "awex", week: "2018-W06") { movements { deal { id } } }',
    isFound: ({ movements }, planted) =>
      movements.some(({ deal }: { deal: { id: string } }) => deal.id === planted.deal),
  },
}

interface MutationRule {
  /** Who may call it. Other roles get FORBIDDEN for any input. */
  for: readonly MatrixRole[] | 'ALL' | 'ANONYMOUS'
  /** The kind of row of its `id`, for rows that belong to a deal. */
  id?: keyof Planted
  /** Whether a viewer who sees the deal masked may call it: it changes nothing of the deal. */
  whenMasked?: true
}

const writers = (id?: keyof Planted): MutationRule => ({ for: ['OFFICER', 'HEAD'], ...(id && { id }) })
const heads = (id?: keyof Planted): MutationRule => ({ for: ['HEAD'], ...(id && { id }) })
const admins: MutationRule = { for: ['ADMIN'] }
const operators: MutationRule = { for: ['OPERATOR'] }
const own: MutationRule = { for: 'ALL' }
const ofViewer: MutationRule = { for: 'ALL', whenMasked: true }

export const mutations: Record<string, MutationRule> = {
  addLocation: writers(),
  addRecipient: heads(),
  addTask: writers(),
  archiveProspect: writers('prospect'),
  cancelMeeting: writers('meeting'),
  changePassword: own,
  approveUserChange: { for: ['ADMIN', 'OPERATOR'] },
  refuseUserChange: { for: ['ADMIN', 'OPERATOR'] },
  createPasswordLink: admins,
  deactivateUser: admins,
  requestPasswordReset: admins,
  removeSecondFactor: admins,
  confirmIdentity: own,
  enrolSecondFactor: { for: 'ANONYMOUS' },
  confirmSecondFactor: { for: 'ANONYMOUS' },
  completeTask: { for: 'ALL', id: 'task' },
  correctHandover: heads(),
  correctMembership: writers(),
  correctMove: writers(),
  createAgency: operators,
  createApiKey: own,
  createCalendarFeed: own,
  createContact: writers(),
  createProspect: writers(),
  createSite: writers(),
  createSqlLogin: own,
  createUser: admins,
  embargoClaim: heads('claim'),
  endSession: own,
  endSessions: own,
  followDeal: ofViewer,
  unfollowDeal: ofViewer,
  reportPresence: ofViewer,
  recordVisit: own,
  setLanguage: own,
  endUserSessions: admins,
  eraseContact: writers('contact'),
  exportContact: { for: 'ALL', id: 'contact' },
  answerErasureRequest: heads(),
  createEmployment: writers(),
  updateEmployment: writers('employment'),
  endEmployment: writers('employment'),
  gradeClaim: writers('claim'),
  handOverDeal: heads(),
  acceptHandover: heads(),
  declineHandover: heads(),
  withdrawHandover: heads(),
  withdrawClaim: writers('claim'),
  withdrawDeal: heads('deal'),
  withdrawJobProjection: writers('projection'),
  withdrawLocation: writers('location'),
  withdrawAgreement: writers('agreement'),
  withdrawMeeting: writers('meeting'),
  withdrawTask: { for: 'ALL', id: 'task' },
  withdrawStake: writers(),
  correctClaim: writers('claim'),
  correctJobProjection: writers('projection'),
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
  removeIdentity: admins,
  removeQuestion: own,
  removeRecipient: own,
  renewSession: own,
  revokeApiKey: own,
  revokeCalendarFeed: own,
  revokeSqlLogin: own,
  saveQuestion: own,
  signIn: { for: 'ANONYMOUS' },
  signOut: own,
  updateAgency: operators,
  updateAgreement: writers('agreement'),
  updateContact: writers('contact'),
  updateDeal: writers('deal'),
  updateDealStage: operators,
  updateLocation: writers('location'),
  updateMeeting: writers('meeting'),
  updateProspect: writers('prospect'),
  updateQuestion: own,
  subscribeToWeeklySummary: own,
  updateSite: writers(),
  updateTask: { for: 'ALL', id: 'task' },
  updateUser: admins,
  loadExchangeRates: operators,
  verifyLanding: heads('deal'),
}
