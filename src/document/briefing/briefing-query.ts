/** Reads what a briefing says of a company: the API's own query, run as the reader in one statement. */
import { Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { Pool } from 'pg'
import { checkReadScope } from '../../core/key-scopes.js'
import type { ViewerIdentity } from '../../core/scope.js'
import type { PartialDateValue } from '../../core/time/partial-date.js'
import { notifyAs, readAs } from '../../database/authenticated-query.js'
import { getCompiled } from '../../read/operation.js'

/** How much fits on the page. `web/src/prospect/briefing.graphql` reads the same. */
const document = parse(`query Briefing($id: ID!) {
  prospect(id: $id) {
    name legalName country city sector headcount headcountAsOf revenueAsOf
    revenue { amount currency }
    heldBy(first: 2, where: { endedOn: { isNull: true } }, orderBy: [{ percent: DESC }]) {
      nodes { percent holder { name } }
    }
    stakesHeld(first: 2, where: { endedOn: { isNull: true } }, orderBy: [{ percent: DESC }]) {
      nodes { percent held { name } }
    }
    deals(first: 3, where: { stage: { outcome: { eq: OPEN } } }, orderBy: [{ stage: { position: DESC } }]) {
      totalCount
      nodes {
        reference title activity type description jobsUnknown capexUnknown
        stage { code } stageSince
        currentProjection { low high horizon standing source { kind name medium } }
        capex { low high currency }
        expectedDecision { from to precision }
        officer { name }
        leadAgency { name }
      }
    }
    employments(first: 6, where: { until: { isNull: true } }, orderBy: [{ contact: { decisionMaker: DESC } }]) {
      totalCount
      nodes {
        jobTitle
        contact {
          name decisionMaker
          meetings(first: 1, where: { status: { eq: HELD } }, orderBy: [{ when: { from: DESC } }]) {
            nodes { when { from to precision } participants { contact { name } user { name } agency { name } } }
          }
        }
      }
    }
    said: meetings(first: 3, where: { status: { eq: HELD } }, orderBy: [{ when: { from: DESC } }]) {
      totalCount
      nodes {
        title place outcome topics when { from to precision }
        participants { description contact { name } user { name } }
      }
    }
    next: meetings(first: 1, where: { status: { eq: PLANNED } }, orderBy: [{ when: { from: ASC } }]) {
      nodes { title place startsAt when { from to precision } }
    }
  }
  claims(
    first: 2
    where: {
      disputes: { isNull: false }
      or: [
        { prospect: { id: { eq: $id } } }
        { deal: { prospect: { id: { eq: $id } } } }
        { agreement: { parties: { some: { prospect: { id: { eq: $id } } } } } }
      ]
    }
    orderBy: [{ statedOn: DESC }]
  ) {
    nodes {
      statement statedWhen { from to precision } source { kind name medium }
      disputes { statement statedWhen { from to precision } source { kind name medium } }
    }
  }
  tasks(
    first: 5
    where: { completedOn: { isNull: true }, deal: { prospect: { id: { eq: $id } } } }
    orderBy: [{ dueOn: ASC }]
  ) {
    totalCount
    nodes { title dueOn assignee { name } }
  }
}`)

const operation = document.definitions.find(
  ({ kind }) => kind === Kind.OPERATION_DEFINITION,
) as OperationDefinitionNode

export interface Rows<T> {
  totalCount: number
  nodes: T[]
}

export interface SourceDto {
  kind: string
  name: string | null
  medium: string | null
}

interface Named {
  name: string | null
}

export interface BriefingDeal {
  reference: string
  title: string
  activity: string | null
  type: string | null
  description: string | null
  jobsUnknown: boolean
  capexUnknown: boolean
  stage: { code: string }
  stageSince: string
  currentProjection: {
    low: number
    high: number | null
    horizon: string
    standing: string
    source: SourceDto | null
  } | null
  capex: { low: string; high: string | null; currency: string } | null
  expectedDecision: PartialDateValue | null
  officer: Named | null
  leadAgency: { name: string }
}

export interface BriefingPerson {
  jobTitle: string | null
  contact: {
    name: string | null
    decisionMaker: boolean
    meetings: {
      nodes: {
        when: PartialDateValue
        participants: { contact: Named | null; user: Named | null; agency: Named | null }[]
      }[]
    }
  }
}

export interface BriefingMeeting {
  title: string
  place: string | null
  outcome: string | null
  topics: string[]
  when: PartialDateValue
  participants: { description: string | null; contact: Named | null; user: Named | null }[]
}

export interface BriefingClaim {
  statement: string
  statedWhen: PartialDateValue
  source: SourceDto
}

export interface BriefingProspect {
  name: string
  legalName: string | null
  country: string | null
  city: string | null
  sector: string | null
  headcount: number | null
  headcountAsOf: string | null
  revenue: { amount: string; currency: string } | null
  revenueAsOf: string | null
  heldBy: { nodes: { percent: string; holder: { name: string } }[] }
  stakesHeld: { nodes: { percent: string; held: { name: string } }[] }
  deals: Rows<BriefingDeal>
  employments: Rows<BriefingPerson>
  said: Rows<BriefingMeeting>
  next: { nodes: { title: string; place: string | null; startsAt: string | null; when: PartialDateValue }[] }
}

export interface BriefingContent {
  prospect: BriefingProspect
  claims: { nodes: (BriefingClaim & { disputes: BriefingClaim })[] }
  tasks: Rows<{ title: string; dueOn: string; assignee: { name: string } }>
}

export interface BriefingRead {
  viewer: ViewerIdentity
  /** Null if there is no such company, or the reader may not see it. */
  content: BriefingContent | null
}

/** Reads the briefing and records which deals it shows. `token` is the SHA-256 of the reader's bearer token. */
export async function readBriefing(
  pool: Pool,
  token: Buffer | null,
  schema: GraphQLSchema,
  id: string,
): Promise<BriefingRead> {
  const { operation: compiled, variables } = getCompiled({ schema, document, operation, variables: { id } })
  const { text, name, binds, types, recordNoted, fields } = compiled
  const statement = { text, ...(name && { name }), values: binds.map((bind) => bind(variables)) }
  const { viewer, texts, noted } = await readAs(pool, token, statement)
  checkReadScope(viewer, types)
  const data = Object.fromEntries(
    fields.map(({ key }, i) => [key, JSON.parse(texts[i] ?? 'null') as unknown]),
  )
  const content = data.prospect === null ? null : (data as unknown as BriefingContent)
  const read = noted.filter(Boolean)
  if (content && recordNoted && read.length > 0) await notifyAs(pool, token, recordNoted, read, 'DOCUMENT')
  return { viewer, content }
}
