/** Filters as a `where` of the API, and back: a saved question is stored as a `where`. */
import type { Moment } from '../api/moment.js'
import {
  conditionName,
  noValue,
  type ChoiceDefinition,
  type Filter,
  type FilterDefinition,
  type Span,
} from './definition.js'
import { codesOf } from './parse.js'
import { parseDays, parseNumbers, printDays, printNumbers } from './span.js'

function choiceWhere({ where, none }: ChoiceDefinition, value: string, moment: Moment): object {
  const codes = codesOf(value)
  const stated = codes.filter((code) => code !== noValue)
  const conditions = [
    ...(stated.length > 0 ? [where(stated, moment)] : []),
    ...(none && stated.length < codes.length ? [none(moment)] : []),
  ]
  return conditions.length === 1 ? conditions[0]! : { or: conditions }
}

function conditionOf(filter: Filter, definitions: readonly FilterDefinition[], moment: Moment): object {
  const { name, value } = filter
  if (name === conditionName) return JSON.parse(decodeURIComponent(value)) as object
  const definition = definitions.find((each) => each.name === name)!
  switch (definition.kind) {
    case 'choice':
      return choiceWhere(definition, value, moment)
    case 'days':
      return definition.where(parseDays(value) ?? {}, moment)
    case 'numbers':
      return definition.where(parseNumbers(value) ?? {}, moment)
    case 'words':
      return definition.where(value)
  }
}

/** Returns the `where` of filters that were parsed with the same definitions; null without any. */
export function whereOfFilters(
  filters: readonly Filter[],
  definitions: readonly FilterDefinition[],
  moment: Moment,
): { and: object[] } | null {
  return filters.length === 0
    ? null
    : { and: filters.map((filter) => conditionOf(filter, definitions, moment)) }
}

/** Returns the conditions of a `where` that must all hold. */
function conjunctsOf(where: unknown): object[] {
  if (typeof where !== 'object' || where === null) return []
  return Object.entries(where).flatMap(([key, value]) =>
    key === 'and' && Array.isArray(value) ? value.flatMap(conjunctsOf) : [{ [key]: value as unknown }],
  )
}

/** Returns the filters of a `where`. A condition that no filter makes is kept in the API’s own form. */
export const filtersOfWhere = (
  where: unknown,
  definitions: readonly FilterDefinition[],
  moment: Moment,
): Filter[] =>
  conjunctsOf(where).map((condition) => {
    for (const definition of definitions) {
      const value = valueOf(condition, definition, moment)
      if (value !== null) return { name: definition.name, value }
    }
    return { name: conditionName, value: encodeURIComponent(JSON.stringify(condition)) }
  })

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Returns the value with which a filter makes this condition; null if it makes none. */
function valueOf(condition: object, definition: FilterDefinition, moment: Moment): string | null {
  const candidates = candidatesOf(condition, definition)
  const isExact = (value: string) =>
    isEqual(conditionOf({ name: definition.name, value }, [definition], moment), condition)
  return candidates.find(isExact) ?? null
}

/** Returns all texts and numbers of a condition, in their order. */
const leavesOf = (tree: unknown): (string | number)[] => {
  if (typeof tree === 'string' || typeof tree === 'number') return [tree]
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(leavesOf) : []
}

/** Returns the values that could make the condition: its codes, the ranges of its days or numbers, its words. */
function candidatesOf(condition: object, definition: FilterDefinition): string[] {
  const { kind } = definition
  const leaves = leavesOf(condition)
  const texts = [...new Set(leaves.filter((leaf) => typeof leaf === 'string'))]
  if (kind === 'words') return texts
  if (kind === 'numbers')
    return spansOf(leaves.filter((leaf) => typeof leaf === 'number')).map((span) => printNumbers(span))
  if (kind === 'days')
    return spansOf(texts.filter((text) => /^\d{4}-\d\d-\d\d$/.test(text))).map((span) => printDays(span))
  return choicesOf(texts, definition.unnamed)
}

function choicesOf(texts: string[], unnamed: string | undefined): string[] {
  // Beside the codes a condition may hold a day or an instant.
  const codes = texts.filter((text) => !/^\d{4}-\d\d-\d\d/.test(text))
  const sets = [codes, codes.slice(1), ...(unnamed ? [[...codes, unnamed], [unnamed]] : [])]
  return [...sets, ...sets.map((set) => [...set, noValue]), [noValue]].map((set) => set.join(','))
}

/** Returns the ranges that these ends can make. */
const spansOf = <End>(ends: End[]): Span<End>[] =>
  ends.flatMap((from) => [{ from }, { to: from }, ...ends.map((to) => ({ from, to }))])
