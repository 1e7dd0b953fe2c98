import { createHash } from 'node:crypto'
import { DataSource } from 'typeorm'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const issue = `mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id week revision sha256 reason address issuedBy { email } } }`
const deal = `query { deals(where: { codeName: { eq: "Volt" } }) { nodes { id version } } }`

describe('an issued weekly summary', () => {
  let ancrage: Ancrage
  beforeEach(async () => {
    ancrage = await anAncrage({ demo: true })
  }, 60_000)
  afterEach(() => ancrage.stop())
  const issued = async (week: string, more = {}, by = head) =>
    (await ancrage.get(by, issue, { input: { agency: 'awex', week, ...more } })).issueWeeklySummary
  const move = async () => {
    const { nodes } = (await ancrage.get(head, deal)).deals
    await ancrage.get(head, 'mutation ($input: CorrectMoveInput!) { correctMove(input: $input) { id } }', {
      input: {
        move: (
          await ancrage.get(
            head,
            '{ deals(where: { codeName: { eq: "Plume" } }) { nodes { transitions(where: { to: { code: { eq: COMMITTED } } }) { nodes { id } } } } }',
          )
        ).deals.nodes[0].transitions.nodes[0].id,
        version: (
          await ancrage.get(head, '{ deals(where: { codeName: { eq: "Plume" } }) { nodes { version } } }')
        ).deals.nodes[0].version,
        effectiveOn: '2018-06-05',
        reason: 'Signed on paper later',
      },
    })
    return nodes
  }

  it('is numbered, and the same again is the same revision', async () => {
    const first = await issued('2018-W22')
    expect(first).toMatchObject({
      week: '2018-W22',
      revision: 1,
      reason: null,
      address: '/summaries/awex/2018-W22/1',
      issuedBy: { email: head },
    })
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await issued('2018-W22', { reason: 'Once more' })).toEqual(first)
  })
})
