// The workloads: what is asked of each peer, in its own words, for the same answer.
import { post } from './load.mjs'

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

/** The naive peer speaks the same GraphQL, without the arguments that it fixes. */
const naive = {
  w1: w1
    .replace('(first: 10, orderBy: [{ when: { from: DESC } }])', '')
    .replace('(orderBy: [{ ordinal: ASC }])', ''),
  w2: `query List($agency: String!, $stage: String!) { deals(agency: $agency, stage: $stage) ${w2.slice(w2.indexOf('{\n    nodes'))}`,
  w3: w3.replace('$day: Date!', '$day: String!'),
  w4,
}

/** PostGraphile names things after tables and columns; aliases bring the answer into the same words. */
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

/** Into the shape of the others. */
const same = {
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

const graphql = (query) => (variables, headers) => post('/graphql', { query, variables }, headers)

/** How each peer is asked: `ask(peer)(variables)` gives the bytes, `read(peer)(data)` the answer as all of them give it. */
export function requestOf(peer, workload, token) {
  switch (peer) {
    case 'bypassing':
    case 'ours': {
      const ask = graphql({ w1, w2, w3, w4 }[workload])
      return (v) =>
        ask(workload === 'w4' ? { input: moveInput(v) } : only(workload, v), {
          authorization: `Bearer ${token}`,
        })
    }
    case 'naive': {
      const ask = graphql(naive[workload])
      return (v) => ask(workload === 'w4' ? { input: moveInput(v) } : only(workload, v))
    }
    case 'postgraphile': {
      const ask = graphql(postgraphile[workload])
      return (v) =>
        ask(
          workload === 'w2'
            ? { agency: v.agencyId, stage: v.stage }
            : workload === 'w4'
              ? { input: { asked: v.id, seen: v.version, target: v.to, why: v.reason, mover: v.by } }
              : only(workload, v),
        )
    }
    default:
      return (v) => post(`/${workload}`, workload === 'w4' ? v : { values: Object.values(only(workload, v)) })
  }
}

const only = (workload, v) =>
  ({ w1: { id: v.id }, w2: { agency: v.agency, stage: v.stage }, w3: { agency: v.agency, day: v.day } })[
    workload
  ]

const moveInput = ({ id, version, to, reason }) => ({ id, version, to, ...(reason && { reason }) })

export const answerOf = (peer, workload, data, variables) =>
  settled(peer === 'postgraphile' ? same[workload](data, variables) : data)

/** Instants are written in several ways; keys stand in any order. */
function settled(value) {
  if (Array.isArray(value)) return value.map(settled)
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, settled(value[key])]),
    )
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value)) return new Date(value).toISOString()
  return value
}
