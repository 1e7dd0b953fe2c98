/** Filters as words of an address, as a `where` of the API, and back. */
import { buildSchema, coerceInputValue, type GraphQLInputObjectType } from 'graphql'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dealFilters } from '../../web/src/filter/deal-filters.js'
import type { FilterDefinition } from '../../web/src/filter/definition.js'
import { meetingFilters, statementFilters } from '../../web/src/filter/other-filters.js'
import { parseFilters, printFilters } from '../../web/src/filter/parse.js'
import { filtersOfWhere, whereOfFilters } from '../../web/src/filter/where.js'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8'))

/** The texts of an address: one of each filter, and what else a filter can hold. */
const written: [type: string, definitions: readonly FilterDefinition[], texts: string[]][] = [
  [
    'DealWhere',
    dealFilters,
    [
      'stage:NEGOTIATION,LOST',
      'outcome:OPEN',
      'since:2017..',
      'since:2017-03..2018-05-14',
      'lost-to:NL',
      'lost-to:NL,UNKNOWN',
      'lost-to:UNKNOWN',
      'lost-to:NL,UNKNOWN,-',
      'loss-reason:TAX,-',
      'loss-reason:-',
      'lead:awex',
      'team:awex',
      'team:awex,liege-airport',
      'officer:0197f2f0-0000-7000-8000-000000000000',
      'country:CN,-',
      'area:BE332',
      'sector:52,C',
      'activity:LOGISTICS',
      'type:GREENFIELD,-',
      'origin:-',
      'confidentiality:OPEN',
      'jobs:100..',
      'jobs:..20',
      'jobs:10..20',
      'decision:2018..',
      'decision:..2018',
      'decision:2018',
      'opened:2018',
      'words:power',
      'words:"thunder power"',
    ],
  ],
  [
    'MeetingWhere',
    meetingFilters,
    ['status:HELD', 'when:2018-05', 'host:awex,-', 'lead:awex', 'title:Lambermont'],
  ],
  [
    'JobProjectionWhere',
    statementFilters,
    ['kind:DIRECT', 'horizon:FULL', 'standing:REPORTED', 'source:-', 'stated:2018..', 'lead:awex'],
  ],
]

const moments = [{}, { asOf: '2018-05-30' }, { asOf: '2018-05-30', knownAt: '2018-06-01T23:59:59+02:00' }]

const cases = written.flatMap(([type, definitions, texts]) =>
  texts.flatMap((text) => moments.map((moment) => ({ type, definitions, text, moment }))),
)

describe('a filter', () => {
  it('is tested in each of its kinds', () => {
    for (const [, definitions, texts] of written)
      expect([...new Set(texts.map((text) => text.split(':')[0]))].sort()).toEqual(
        definitions.map(({ name }) => name).sort(),
      )
  })

  it.each(cases)(
    '$text is a $type, and read from it again, at $moment',
    ({ type, definitions, text, moment }) => {
      const { filters, problems } = parseFilters(text, definitions)
      expect(problems).toEqual([])
      expect(printFilters(filters)).toBe(text)
      const where = whereOfFilters(filters, definitions, moment)
      const faults: string[] = []
      coerceInputValue(where, schema.getType(type) as GraphQLInputObjectType, (path, _, { message }) =>
        faults.push(`${path.join('.')}: ${message}`),
      )
      expect(faults).toEqual([])
      expect(printFilters(filtersOfWhere(where, definitions, moment))).toBe(text)
    },
  )

  it('of a range is written as short as it can be', () => {
    const where = { and: [{ openedOn: { gte: '2018-01-01', lte: '2018-12-31' } }] }
    expect(printFilters(filtersOfWhere(where, dealFilters, {}))).toBe('opened:2018')
  })

  it('keeps a condition that no filter makes in the form of the API', () => {
    const where = { masked: { eq: false }, and: [{ stage: { code: { in: ['LOST'] } } }] }
    const filters = filtersOfWhere(where, dealFilters, {})
    expect(filters.map(({ name }) => name)).toEqual(['condition', 'stage'])
    const parsed = parseFilters(printFilters(filters), dealFilters)
    expect(parsed).toEqual({ filters, problems: [] })
    expect(whereOfFilters(parsed.filters, dealFilters, {})).toEqual({
      and: [{ masked: { eq: false } }, { stage: { code: { in: ['LOST'] } } }],
    })
  })

  it.each([
    'colour:red',
    'since:yesterday',
    'since:2018..2017',
    'jobs:many',
    'stage:',
    'words',
    'condition:x',
  ])('is never ignored: %s is reported', (text) => {
    expect(parseFilters(`outcome:OPEN ${text}`, dealFilters)).toEqual({
      filters: [{ name: 'outcome', value: 'OPEN' }],
      problems: [text],
    })
  })
})
