import {
  directionOf,
  requiredFacts,
  shippedStages,
  stageCodes,
  type FactCode,
  type StageCode,
} from '../src/deal/stage/stage.js'
import { createDealIn, createDealWithout, moveMutation, type DealVersion } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'
const history =
  'query ($id: ID) { deal(id: $id) { version stage { code } stageSince transitions { totalCount } lossReasons { code } } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const move = (by: string, deal: DealVersion, more: object) =>
  ancrage.request(by, moveMutation, {
    input: { id: deal.id, version: deal.version, effectiveOn: '2018-03-01', ...more },
  })

describe.each(stageCodes)('a deal in %s', (from) => {
  it.each(stageCodes)('moves to %s only if the rules allow it', async (to) => {
    const deal = await createDealIn(ancrage, from)
    const before = await ancrage.run(head, history, { id: deal.id })
    const { data, errors } = await move(head, deal, { to, override: true, reason: 'For the test' })
    const direction = directionOf(shippedStages, from, to, resumeOf(from))
    if (direction) {
      expect(data).toMatchObject({ moveDeal: { version: deal.version + 1, stage: { code: to } } })
    } else {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'STAGE_REFUSED', missing: [] })
      expect(await ancrage.run(head, history, { id: deal.id })).toEqual(before)
    }
  })
})

/** The stage before the last move of createDealIn(). */
const resumeOf = (stage: StageCode): StageCode | null =>
  stage === 'LANDED' ? 'COMMITTED' : ['LOST', 'DORMANT'].includes(stage) ? 'NEGOTIATION' : null

const requirements: [FactCode, StageCode][] = shippedStages.flatMap(({ code, requires }) =>
  requires.map((fact): [FactCode, StageCode] => [fact, code]),
)

describe('a deal with every fact', () => {
  it('moves through every stage and lands', async () => {
    let deal = await createDealWithout(ancrage, null)
    for (const to of ['QUALIFIED', 'SHORTLISTED', 'NEGOTIATION', 'COMMITTED', 'LANDED']) {
      const { data, errors } = await move(officer, deal, { to })
      expect(errors).toBeUndefined()
      expect(data).toMatchObject({ moveDeal: { stage: { code: to } } })
      deal = (data as unknown as { moveDeal: DealVersion }).moveDeal
    }
  })
})

describe('a deal without the fact', () => {
  it.each(requirements)('%s cannot move to %s, and the error lists what is missing', async (fact, stage) => {
    const deal = await createDealWithout(ancrage, fact)
    const from = stage === 'LANDED' ? await moveToCommitted(deal) : deal
    const before = await ancrage.run(officer, history, { id: deal.id })
    const { errors } = await move(officer, from, { to: stage })
    const missing = missingWithout(fact, stage)
    expect(errors?.[0]?.extensions.code).toBe('STAGE_REFUSED')
    expect(errors?.[0]?.extensions.missing?.map(({ code }) => code)).toEqual(missing)
    expect(await ancrage.run(officer, history, { id: deal.id })).toEqual(before)
    const { deal: answer } = await ancrage.run(
      officer,
      'query ($id: ID, $to: DealStageCode!) { deal(id: $id) { missing(stage: $to) { code } } }',
      { id: deal.id, to: stage },
    )
    expect(answer.missing.map(({ code }: { code: string }) => code)).toEqual(missing)
  })

  async function moveToCommitted(deal: DealVersion): Promise<DealVersion> {
    const { data } = await move(officer, deal, { to: 'COMMITTED' })
    return (data as unknown as { moveDeal: DealVersion }).moveDeal
  }

  /** Returns the required facts that are missing without `fact`. Some depend on it: without a site none can be chosen. */
  function missingWithout(fact: FactCode, stage: StageCode): FactCode[] {
    const missing = new Set<FactCode>([
      fact,
      ...(fact === 'contactOrMeeting' ? (['decisionMakerMet'] as const) : []),
      ...(fact === 'ourSite' ? (['chosenSite'] as const) : []),
      ...(fact === 'jobProjection' ? (['realisedJobs'] as const) : []),
      // without another fact it cannot be verified
      'verifiedLanding',
    ])
    return requiredFacts(shippedStages, stage).filter((code) => missing.has(code))
  }
})

describe('a move', () => {
  it.each([
    ['back', 'NEGOTIATION', 'CONTACTED'],
    ['to DORMANT', 'NEGOTIATION', 'DORMANT'],
  ] as const)('%s needs a reason', async (_, from, to) => {
    const deal = await createDealIn(ancrage, from)
    const { errors } = await move(head, deal, { to })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'STAGE_REFUSED', missing: [{ code: 'reason' }] })
  })

  it.each([
    ['LOST', 'NEGOTIATION'],
    ['LANDED', 'COMMITTED'],
  ] as const)('out of %s to %s requires a HEAD and a reason', async (from, to) => {
    const deal = await createDealIn(ancrage, from)
    const refusalOf = async (by: string, more: object) =>
      (await move(by, deal, { to, ...more })).errors?.[0]?.extensions
    expect(await refusalOf(officer, { reason: 'They called again' })).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusalOf(head, {})).toMatchObject({ code: 'STAGE_REFUSED', missing: [{ code: 'reason' }] })
    expect(await refusalOf(head, { reason: 'They called again' })).toBeUndefined()
  })

  it('by override requires a HEAD and a reason, and is marked as an override', async () => {
    const deal = await createDealIn(ancrage, 'CONTACTED')
    expect(
      (await move(officer, deal, { to: 'NEGOTIATION', override: true, reason: 'Why not' })).errors?.[0]
        ?.extensions.code,
    ).toBe('FORBIDDEN')
    expect(
      (await move(head, deal, { to: 'NEGOTIATION', override: true })).errors?.[0]?.extensions,
    ).toMatchObject({ missing: [{ code: 'reason' }] })
    await move(head, deal, { to: 'NEGOTIATION', override: true, reason: 'The minister insists' })
    const { deal: moved } = await ancrage.run(
      head,
      'query ($id: ID) { deal(id: $id) { transitions(orderBy: [{ ordinal: DESC }], first: 1) { nodes { override reason by { email } } } } }',
      { id: deal.id },
    )
    expect(moved.transitions.nodes).toEqual([
      { override: true, reason: 'The minister insists', by: { email: head } },
    ])
  })

  it('cannot be dated before the previous one or in the future', async () => {
    const deal = await createDealIn(ancrage, 'CONTACTED')
    expect(
      (await move(head, deal, { to: 'IDENTIFIED', reason: 'Wrong', effectiveOn: '2018-01-31' })).errors?.[0]
        ?.extensions,
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.effectiveOn', code: 'BEFORE_LAST_MOVE' }],
    })
    expect(
      (await move(head, deal, { to: 'IDENTIFIED', reason: 'Wrong', effectiveOn: '2199-01-31' })).errors?.[0]
        ?.extensions,
    ).toMatchObject({ fields: [{ path: 'input.effectiveOn', code: 'FUTURE_DAY' }] })
  })

  it('succeeds once out of twenty concurrent ones; the others get CONFLICT', async () => {
    const deal = await createDealIn(ancrage, 'IDENTIFIED')
    const answers = await Promise.all(Array.from({ length: 20 }, () => move(head, deal, { to: 'CONTACTED' })))
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'moved')
    expect(codes.filter((code) => code === 'moved')).toHaveLength(1)
    expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(19)
  })

  it('to LANDED requires a verification, which an OFFICER cannot give', async () => {
    const deal = await createDealWithout(ancrage, null)
    const { data } = await move(officer, deal, { to: 'COMMITTED' })
    const committedDeal = (data as unknown as { moveDeal: DealVersion }).moveDeal
    expect((await move(head, committedDeal, { to: 'LANDED' })).errors?.[0]?.extensions).toMatchObject({
      code: 'STAGE_REFUSED',
      missing: [{ code: 'verifiedLanding' }],
    })
    const verify = 'mutation ($input: VerifyLandingInput!) { verifyLanding(input: $input) { id } }'
    expect(
      (await ancrage.request(officer, verify, { input: { id: deal.id } })).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN')
  })

  it('to LANDED cannot be verified while the deal is DORMANT', async () => {
    const deal = await createDealIn(ancrage, 'DORMANT')
    const { errors } = await ancrage.request(
      head,
      'mutation ($id: ID!) { verifyLanding(input: { id: $id }) { id } }',
      { id: deal.id },
    )
    expect(errors?.[0]?.extensions.code).toBe('STAGE_REFUSED')
    expect(errors?.[0]?.message).toContain('“Dormant”')
    await expect(
      ancrage.owner.query(
        `insert into landing_verification (id, deal_id, by_id, recorded_at)
         select gen_random_uuid(), $1, (select id from "user" limit 1), now()`,
        [deal.id],
      ),
    ).rejects.toThrow('no landing to verify')
  })

  it('to LOST a second time requires new reasons, and the earlier ones stay readable', async () => {
    const source = { kind: 'PRESS', name: 'L’Echo' }
    const lossInput = (code: string, country: string) => ({
      lossReasons: [{ code, source }],
      lossDestination: { country },
    })
    let deal = await createDealIn(ancrage, 'NEGOTIATION')
    const moveAndExpect = async (more: object) => {
      const { data, errors } = await move(head, deal, more)
      expect(errors).toBeUndefined()
      deal = (data as unknown as { moveDeal: DealVersion }).moveDeal
    }
    await moveAndExpect({ to: 'LOST', ...lossInput('SITE', 'NL') })
    await moveAndExpect({ to: 'NEGOTIATION', reason: 'They called again' })
    const again = await move(head, deal, { to: 'LOST' })
    expect(again.errors?.[0]?.extensions.missing).toMatchObject([
      { code: 'lossReason' },
      { code: 'lossDestination' },
    ])
    await moveAndExpect({ to: 'LOST', ...lossInput('TAX', 'FR') })
    const losses = `query ($id: ID) { deal(id: $id) {
      lossReasons { code reopenedAt } lossDestination { country }
      earlierLossReasons { code reopenedAt } earlierLossDestinations { country } } }`
    expect((await ancrage.run(head, losses, { id: deal.id })).deal).toEqual({
      lossReasons: [{ code: 'TAX', reopenedAt: null }],
      lossDestination: { country: 'FR' },
      earlierLossReasons: [{ code: 'SITE', reopenedAt: expect.any(String) }],
      earlierLossDestinations: [{ country: 'NL' }],
    })
  })

  it('that bypasses the service is rejected by the database', async () => {
    const deal = await createDealIn(ancrage, 'CONTACTED')
    const insertMove = (to: string) =>
      ancrage.owner.query(
        `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id)
         select gen_random_uuid(), $1, 0, 'CONTACTED', $2, '2018-03-01', now(), (select id from "user" limit 1)`,
        [deal.id, to],
      )
    await expect(insertMove('LANDED')).rejects.toThrow('does not move')
    await expect(insertMove('QUALIFIED')).rejects.toThrow('facts are missing')
    await expect(insertMove('IDENTIFIED')).rejects.toThrow('needs a reason')
  })
})
