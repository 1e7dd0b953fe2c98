/** Random filters and orders over the fields that the oracle knows. */
import fc from 'fast-check'
import { precisions } from '../../src/core/time/partial-date.js'
import { factCodes } from '../../src/deal/stage/stage.js'
import { daysSince, conditionArguments } from './conditions.js'
import { withoutEmptyRanges } from './empty-ranges.js'
import { fields } from './oracle.js'
import { days, instants, money, people, sampleStages, texts } from './values.js'
import type { Json } from './world.js'

const pick = (...values: readonly unknown[]) => fc.constantFrom(...values)

const codes: Record<string, readonly string[]> = {
  'Deal.activity': ['LOGISTICS', 'MANUFACTURING', 'OTHER'],
  'Deal.confidentiality': ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'],
  'Prospect.confidentiality': ['OPEN', 'INTERNAL'],
  'User.role': ['HEAD', 'OFFICER', 'ANALYST'],
  'User.clearance': ['OPEN', 'SECRET'],
  'DealStage.code': sampleStages,
  'DealStage.outcome': ['OPEN', 'WON', 'LOST', 'PAUSED'],
  'PartialDate.precision': precisions,
  'TeamMember.role': ['LEAD', 'SUPPORT'],
  'JobProjection.kind': ['DIRECT', 'INDIRECT'],
  'JobProjection.horizon': ['INITIAL', 'FULL'],
  'JobProjection.standing': ['RUMOURED', 'REPORTED'],
  'Source.kind': ['PRESS', 'COMPANY'],
  'Meeting.status': ['HELD', 'PLANNED'],
}

/** Further words that rows may hold, known when they are there. */
const words = ['BE', 'CN', 'H', '52', 'EUR', 'USD', 'awex', 'WAL-2018-0007', 'liege-airport', ...people]

/** All texts that a filter may give. */
export const sampleTexts = [...texts, ...words, ...Object.values(codes).flat(), ...factCodes]

const pieces = texts.flatMap((text) => [text, text.slice(1, 4), text.toUpperCase()]).filter((t) => t.trim())

function valueOf(type: string, field: string, kind: string, ids: string[]): fc.Arbitrary<unknown> {
  const given: Record<string, fc.Arbitrary<unknown>> = {
    text: pick(...texts),
    word: pick(...words),
    id: pick(...ids),
    int: pick(0, 1, 7, daysSince('2018-05-31'), 25, 200, 999, 1000, 2 ** 31 - 1, -1),
    decimal: pick(...money, '0.01'),
    boolean: fc.boolean(),
    day: pick(...days),
    instant: pick(...instants),
    code: pick(...(codes[`${type}.${field}`] ?? [''])),
  }
  return given[kind]!
}

const ordered = ['gt', 'gte', 'lt', 'lte']
const operators: Record<string, string[]> = {
  text: ['eq', 'ne', 'contains', 'startsWith', ...ordered],
  word: ['eq', 'ne', 'contains', 'startsWith', ...ordered],
  id: ['eq', 'ne'],
  code: ['eq', 'ne'],
  boolean: ['eq', 'ne'],
}

function filterOf(type: string, field: string, kind: string, ids: string[]): fc.Arbitrary<unknown> {
  const value = valueOf(type, field, kind, ids)
  const piece = kind === 'text' ? pick(...pieces) : value
  const single = (operators[kind] ?? ['eq', 'ne', ...ordered]).map((operator) =>
    fc.record({ [operator]: operator === 'contains' || operator === 'startsWith' ? piece : value }),
  )
  const list = fc.array(value, { minLength: 1, maxLength: 3 })
  const one = fc.oneof(
    ...single,
    fc.record({ in: list }),
    fc.record({ notIn: list }),
    fc.record({ isNull: fc.boolean() }),
  )
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: fc.tuple(one, one).map(merged) })
}

const merged = (parts: unknown[]): unknown => Object.assign({}, ...parts)

const quantified = (where: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(...['some', 'none', 'every'].map((quantifier) => fc.record({ [quantifier]: where })))

/** Of the one row or part: what it is, whether it is there, or both. */
const orNull = (where: fc.Arbitrary<Json>): fc.Arbitrary<unknown> => {
  const isNull = fc.record({ isNull: fc.boolean() })
  return fc.oneof(
    { weight: 4, arbitrary: where },
    { weight: 2, arbitrary: isNull },
    { weight: 1, arbitrary: fc.tuple(where, isNull).map(merged) },
  )
}

const amounts = ['low', 'high', 'amount']

/** An amount is compared in a currency only. */
const inCurrency = (type: string, where: Json): Json =>
  fields[type]!.currency && amounts.some((key) => key in where)
    ? { ...where, currency: { eq: Object.keys(where).length % 2 ? 'EUR' : 'USD' } }
    : where

/** A filter of that many levels at most. */
export function arbitraryWhere(type: string, ids: string[], depth = 3): fc.Arbitrary<Json> {
  return wheres(type, ids, depth).map((where) => withoutEmptyRanges(inCurrency(type, where)))
}

function wheres(type: string, ids: string[], depth: number): fc.Arbitrary<Json> {
  const conditions = Object.entries(conditionArguments(ids)[type] ?? {}).map(([name, given]) =>
    fc.record({ [name]: given }),
  )
  const entries = Object.entries(fields[type]!).flatMap(([field, is]) => {
    const inner = is.replace(/\W/g, '')
    const below = () => arbitraryWhere(inner, ids, depth - 1)
    const filter = is.startsWith('[')
      ? quantified(filterOf(type, field, inner, ids))
      : !/^\W/.test(is)
        ? filterOf(type, field, is, ids)
        : depth === 0
          ? null
          : is.startsWith('*')
            ? quantified(below())
            : orNull(below())
    return filter ? [fc.record({ [field]: filter })] : []
  })
  const plain = fc.oneof(...entries)
  const field = (conditions.length > 0 ? fc.oneof(plain, fc.oneof(...conditions)) : plain).map((where) =>
    inCurrency(type, where),
  )
  if (depth === 0) return field
  const both = fc.tuple(field, field).map((parts) => inCurrency(type, merged(parts) as Json))
  const some = fc.array(fc.oneof(field, both), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 5, arbitrary: field },
    { weight: 2, arbitrary: both },
    { weight: 1, arbitrary: fc.record({ not: arbitraryWhere(type, ids, depth - 1) }) },
    { weight: 1, arbitrary: fc.record({ or: some }) },
    { weight: 1, arbitrary: fc.record({ and: some }) },
    { weight: 1, arbitrary: fc.tuple(field, fc.record({ not: field })).map(merged) },
  ) as fc.Arbitrary<Json>
}

const direction = fc.constantFrom('ASC', 'DESC')

function orderEntry(type: string, depth: number): fc.Arbitrary<Json> {
  const entries = Object.entries(fields[type]!).flatMap(([field, is]): fc.Arbitrary<Json>[] => {
    if (/^[*[]/.test(is)) return []
    if (!/^\W/.test(is)) return [fc.record({ [field]: direction })]
    return depth === 0 ? [] : [fc.record({ [field]: orderEntry(is.slice(1), depth - 1) })]
  })
  return fc.oneof(...entries)
}

export const arbitraryOrder = (type: string): fc.Arbitrary<Json[]> =>
  fc.array(orderEntry(type, 2), { maxLength: 3 })
