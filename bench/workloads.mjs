// The workloads: the request of each workload in the form that each peer expects. All peers return the same data.
import { encodePost } from './load.mjs'

const w1 = `query Page($id: ID!) { deal(id: $id) {
  id reference title description confidentiality openedOn stageSince
  stage { code probability } leadAgency { code name } officer { name email }
  prospect { id name country city sector headcount website contacts { nodes { id name jobTitle emails decisionMaker } } }
  meetings(first: 10, orderBy: [{ when: { from: DESC } }]) { nodes { id title place status outcome startsAt
    participants { id contact { name jobTitle } user { name } } } }
  transitions(orderBy: [{ ordinal: ASC }]) { nodes { id from { code } to { code } effectiveOn recordedAt reason by { name } } }
  jobProjections { nodes { id kind horizon low high standing statedOn wording } }
} }`

const w2 = `query List($agency: String!, $stage: DealStageCode!) {
  deals(where: { leadAgency: { code: { eq: $agency } }, stage: { code: { eq: $stage } } }, orderBy: [{ updatedAt: DESC }], first: 50) {
    nodes { id reference title stageSince updatedAt stage { code probability } prospect { id name country }
      currentProjection { low high standing } } } }`

const w3 = `query Status($agency: String!, $day: Date!) { pipelineStatus(agency: $agency, asOf: $day) { asOf stages {
  stage { code } medianDaysInStage figures { deals jobs { low high openEnded realised dealsWithout } } } } }`

const w4 = `mutation Move($input: MoveDealInput!) { moveDeal(input: $input) { id version stageSince stage { code probability } } }`

/** The naive peer has the same schema, but the order and the number of rows are fixed. */
const naive = {
  w1: w1
    .replace('(first: 10, orderBy: [{ when: { from: DESC } }])', '')
    .replace('(orderBy: [{ ordinal: ASC }])', ''),
  w2: `query List($agency: String!, $stage: String!) { deals(agency: $agency, stage: $stage) ${w2.slice(w2.indexOf('{\n    nodes'))}`,
  w3: w3.replace('$day: Date!', '$day: String!'),
  w4,
}

/** PostGraphile derives names from tables and columns; aliases turn them into the names of the others. */
const postgraphile = {
  w1: `query Page($id: UUID!) { deal(rowId: $id) {
    id: rowId reference identity: dealIdentity { title description prospect { id: rowId name country city sector headcount website
      contacts(orderBy: [ROW_ID_DESC], first: 25) { nodes { id: rowId name jobTitle emails decisionMaker } } } }
    confidentiality openedOn stageSince
    stage: stageOfDeal { code probability } leadAgency { code name } officer { name email }
    meetings: lastMeetings(first: 10) { nodes { id: rowId title place status outcome startsAt
      participants: meetingParticipants(orderBy: [ROW_ID_ASC]) { nodes { id: rowId contact { name jobTitle } user { name } } } } }
    transitions(orderBy: [ORDINAL_ASC], first: 25) { nodes { id: rowId from: origin { code } to: target { code }
      effectiveOn recordedAt words: transitionWord { reason } by { name } } }
    jobProjections(orderBy: [ROW_ID_DESC], first: 25) { nodes { id: rowId kind horizon low high standing statedOn words: jobProjectionWord { wording } } }
  } }`,
  w2: `query List($agency: UUID!, $stage: String!) {
    deals(condition: { leadAgencyId: $agency, stage: $stage }, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC], first: 50) { nodes {
      id: rowId reference identity: dealIdentity { title prospect { id: rowId name country } } stageSince updatedAt
      stage: stageOfDeal { code probability } currentProjection { low high standing } } } }`,
  w3: `query Status($agency: String!, $day: Date!) { figures: benchFigures(agency: $agency, day: $day, first: 20) { nodes {
    code medianDays deals low high realised dealsWithout } } }`,
  w4: `mutation Move($input: BenchMoveInput!) { benchMove(input: $input) { result { id: rowId version stageSince stage: stageOfDeal { code probability } } } }`,
}

/** Converts PostGraphile's responses to the shape of the others. */
const toCommonShape = {
  w1({ deal: { identity, ...deal } }) {
    deal.meetings.nodes.forEach((meeting) => (meeting.participants = meeting.participants.nodes))
    for (const list of [deal.transitions, deal.jobProjections])
      list.nodes = list.nodes.map(({ words, ...row }) => ({ ...row, ...(words ?? {}) }))
    deal.transitions.nodes.forEach((row) => (row.reason ??= null))
    return { deal: { ...deal, ...identity } }
  },
  w2: ({ deals }) => ({
    deals: { nodes: deals.nodes.map(({ identity, ...deal }) => ({ ...deal, ...identity })) },
  }),
  w3: ({ figures: { nodes } }, { day }) => ({
    pipelineStatus: {
      asOf: day,
      stages: nodes.map(({ code, medianDays, deals, ...jobs }) => ({
        stage: { code },
        medianDaysInStage: medianDays,
        figures: { deals, jobs: { ...jobs, openEnded: jobs.high === null } },
      })),
    },
  }),
  w4: ({ benchMove }) => ({ moveDeal: benchMove.result }),
}

const graphql = (query) => (variables, headers) => encodePost('/graphql', { query, variables }, headers)

/** Returns a function from the variables of a sample to the bytes of the request. */
export function createRequest(peer, workload, token) {
  switch (peer) {
    case 'bypassing':
    case 'ours': {
      const encode = graphql({ w1, w2, w3, w4 }[workload])
      return (v) =>
        encode(workload === 'w4' ? { input: moveInput(v) } : variablesOf(workload, v), {
          authorization: `Bearer ${token}`,
        })
    }
    case 'naive': {
      const encode = graphql(naive[workload])
      return (v) => encode(workload === 'w4' ? { input: moveInput(v) } : variablesOf(workload, v))
    }
    case 'postgraphile': {
      const encode = graphql(postgraphile[workload])
      return (v) =>
        encode(
          workload === 'w2'
            ? { agency: v.agencyId, stage: v.stage }
            : workload === 'w4'
              ? {
                  input: {
                    movedDeal: v.id,
                    expectedVersion: v.version,
                    target: v.to,
                    moveReason: v.reason,
                    mover: v.by,
                  },
                }
              : variablesOf(workload, v),
        )
    }
    default:
      return (v) =>
        encodePost(
          `/${workload}`,
          workload === 'w4' ? v : { values: Object.values(variablesOf(workload, v)) },
        )
  }
}

const variablesOf = (workload, v) =>
  ({ w1: { id: v.id }, w2: { agency: v.agency, stage: v.stage }, w3: { agency: v.agency, day: v.day } })[
    workload
  ]

const moveInput = ({ id, version, to, reason }) => ({ id, version, to, ...(reason && { reason }) })

/** Returns the data of a response in the shape that all peers share. */
export const normaliseData = (peer, workload, data, variables) =>
  normalise(peer === 'postgraphile' ? toCommonShape[workload](data, variables) : data)

/** Sorts keys and writes instants in one format, since peers differ in both. */
function normalise(value) {
  if (Array.isArray(value)) return value.map(normalise)
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, normalise(value[key])]),
    )
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value)) return new Date(value).toISOString()
  return value
}
