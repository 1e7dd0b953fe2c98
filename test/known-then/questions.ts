/** Random questions for statistics, as of random days and with random dimensions, measures and filters. */
import { agreementDimensions, agreementMeasures } from '../../src/stats/agreement-stats.js'
import { claimDimensions, claimMeasures } from '../../src/stats/claim-stats.js'
import { dealDimensions } from '../../src/stats/deal/deal-dimension.js'
import { dealMeasures } from '../../src/stats/deal/deal-measure.js'
import { jobProjectionDimensions, jobProjectionMeasures } from '../../src/stats/job-projection-stats.js'
import { meetingDimensions, meetingMeasures } from '../../src/stats/meeting-stats.js'
import { transitionDimensions, transitionMeasures } from '../../src/stats/transition-stats.js'
import type { Random } from '../../tools/seed/random.js'

export interface Question {
  text: string
  /** Its dimensions, as `dealStats.STAGE`. */
  dimensions: string[]
}

interface Statistic {
  dimensions: readonly string[]
  measures: readonly string[]
  /** Filters that look at something that a history has. */
  filters: readonly string[]
  /** The measure that counts the rows of a cell, and the list that shows them. */
  list?: { measure: string; field: string }
}

const ofDeal = [
  '{ stage: { outcome: { eq: OPEN } } }',
  '{ officer: { isNull: false } }',
  '{ confidentiality: { eq: OPEN } }',
  '{ leadAgency: { code: { eq: "awex" } } }',
  '{ expectedDecision: { from: { gte: "2018-03-10" } } }',
  '{ sector: { eq: "52" } }',
  '{ prospect: { country: { eq: "CN" } } }',
  '{ capex: { low: { gte: "3000000" }, currency: { eq: "EUR" } } }',
  '{ jobs: { atLeast: 300 } }',
  '{ inTeam: { agency: "cabinet-michel" } }',
  '{ meetings: { some: { status: { eq: HELD } } } }',
  '{ meetings: { count: { gte: 2 } } }',
  '{ agreements: { some: { standing: { eq: SIGNED } } } }',
  '{ claims: { some: { standing: { eq: CONFIRMED } } } }',
  '{ locations: { some: { standing: { eq: CHOSEN } } } }',
  '{ transitions: { some: { to: { code: { eq: QUALIFIED } }, holds: { eq: true } } } }',
  '{ jobProjections: { some: { current: true, standing: { eq: ANNOUNCED } } } }',
  '{ not: { title: { contains: "1" } } }',
]
/** The same of another type that a deal belongs to. */
const through = (relation: string): string[] => ofDeal.map((filter) => `{ ${relation}: ${filter} }`)

const statistics: Record<string, Statistic> = {
  dealStats: {
    dimensions: dealDimensions,
    measures: dealMeasures,
    filters: ofDeal,
    list: { measure: 'DEALS', field: 'deals' },
  },
  meetingStats: {
    dimensions: meetingDimensions,
    measures: meetingMeasures,
    filters: [
      '{ status: { eq: HELD } }',
      '{ when: { to: { lte: "2018-03-10" } } }',
      '{ hostAgency: { code: { eq: "awex" } } }',
      '{ participants: { some: { user: { isNull: true } } } }',
      ...through('deals: { some').map((filter) => `${filter} }`),
    ],
    list: { measure: 'MEETINGS', field: 'meetings' },
  },
  jobProjectionStats: {
    dimensions: jobProjectionDimensions,
    measures: jobProjectionMeasures,
    filters: ['{ low: { gte: 300 } }', '{ replacedBy: { isNull: true } }', ...through('deal')],
    list: { measure: 'STATEMENTS', field: 'jobProjections' },
  },
  transitionStats: {
    dimensions: transitionDimensions,
    measures: transitionMeasures,
    filters: ['{ override: { eq: true } }', '{ to: { outcome: { eq: OPEN } } }', ...through('deal')],
  },
  claimStats: {
    dimensions: claimDimensions,
    measures: claimMeasures,
    filters: [
      '{ standing: { eq: CONFIRMED } }',
      '{ grade: { reliability: { eq: A } } }',
      '{ disputedBy: { some: { standing: { ne: RETRACTED } } } }',
      ...through('deal'),
    ],
    list: { measure: 'CLAIMS', field: 'claims' },
  },
  agreementStats: {
    dimensions: agreementDimensions,
    measures: agreementMeasures,
    filters: [
      '{ standing: { eq: SIGNED } }',
      '{ kind: { eq: MOU } }',
      '{ parties: { some: { prospect: { isNull: false } } } }',
      '{ amount: { amount: { gte: "300000" }, currency: { eq: "EUR" } } }',
    ],
    list: { measure: 'AGREEMENTS', field: 'agreements' },
  },
}

export const allDimensions = Object.entries(statistics).flatMap(([name, { dimensions }]) =>
  dimensions.map((code) => `${name}.${code}`),
)

const days = ['2018-03-01', '2018-03-11', '2018-03-25', '2018-06-30']

/** Returns one question for each statistic. Dimensions that no question has had come first. */
export function randomQuestions(random: Random, pending: readonly string[]): Question[] {
  const cells = Object.keys(statistics).map((name) => randomStatistic(random, name, pending))
  return [...cells, randomConversion(random), randomForecast(random)]
}

function randomStatistic(random: Random, name: string, pending: readonly string[]): Question {
  const { dimensions, measures, filters } = statistics[name]!
  const unasked = dimensions.filter((code) => pending.includes(`${name}.${code}`))
  const groupBy = [...new Set([...random.some(unasked, 1), ...random.some(dimensions, random.int(0, 1))])]
  const superseded = name === 'jobProjectionStats'
  if (superseded && !groupBy.includes('KIND')) groupBy.push('KIND')
  const args = [
    `groupBy: [${groupBy.join(', ')}]`,
    `measures: [${measures.join(', ')}]`,
    'knownAt: $knownAt',
    ...optional(random, `asOf: "${random.one(days)}"`),
    ...optional(random, `where: ${random.one(filters)}`),
    ...(groupBy.some((code) => code.startsWith('ENTERED_')) ? ['stage: QUALIFIED'] : []),
    ...(superseded ? ['superseded: true', `rumours: ${random.isTrue(0.5)}`] : []),
  ]
  const cell =
    'by { value label } values { measure exact currency openEnded } total { exact } sharedRows where'
  return {
    text: `query ($knownAt: DateTime!) { ${name}(${args.join(', ')}) { ${cell} } }`,
    dimensions: groupBy.map((code) => `${name}.${code}`),
  }
}

const optional = (random: Random, argument: string): string[] => (random.isTrue(0.5) ? [argument] : [])

function randomConversion(random: Random): Question {
  const args = [
    'from: IDENTIFIED',
    'to: COMMITTED',
    'knownAt: $knownAt',
    ...optional(random, 'period: MONTH'),
  ]
  const where = optional(random, `where: ${random.one(ofDeal)}`)
  const cell = 'period entered converted lost paused stillOpen medianDays'
  return {
    text: `query ($knownAt: DateTime!) { dealConversion(${[...args, ...where].join(', ')}) { ${cell} } }`,
    dimensions: [],
  }
}

function randomForecast(random: Random): Question {
  const [from, to] = random.some(days, 2).sort() as [string, string]
  const where = optional(random, `where: ${random.one(ofDeal)}`)
  const args = [`from: "${from}", to: "${to}", fromKnownAt: $knownAt, toKnownAt: $knownAt`, ...where]
  const share = 'share { low high openEnded } before { stage probability low high } after { stage low high }'
  const point = 'deals low high'
  return {
    text: `query ($knownAt: DateTime!) { forecastChange(${args.join(', ')}) { from { ${point} } to { ${point} } difference { low high } changes { reason deal { reference } ${share} } } }`,
    dimensions: [],
  }
}

/** Returns, of the cells of an answer, the lists that show their rows and how many rows each has. */
export function listsOf(answer: Record<string, unknown>): { field: string; where: unknown; rows: number }[] {
  return Object.entries(answer).flatMap(([name, cells]) => {
    const list = statistics[name]?.list
    if (!list) return []
    return (cells as { where: unknown; values: { measure: string; exact: string }[] }[]).map((cell) => ({
      field: list.field,
      where: cell.where,
      rows: Number(cell.values.find(({ measure }) => measure === list.measure)!.exact),
    }))
  })
}
