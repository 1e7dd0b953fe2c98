/** Filters as the text of an address: `lost-to:NL since:2017.. words:"thunder power"`. */
import { conditionName, type Filter, type FilterDefinition } from './definition.js'
import { parseDays, parseNumbers } from './span.js'

export interface ParsedFilters {
  filters: Filter[]
  /** Words that are not understood. They are shown, never ignored. */
  problems: string[]
}

const word = /([\w-]+):"([^"]*)"|(\S+)/g

const isCondition = (value: string): boolean => {
  try {
    const condition = JSON.parse(decodeURIComponent(value)) as unknown
    return typeof condition === 'object' && condition !== null && !Array.isArray(condition)
  } catch {
    return false
  }
}

function isUnderstood({ name, value }: Filter, definitions: readonly FilterDefinition[]): boolean {
  if (name === conditionName) return isCondition(value)
  const definition = definitions.find((each) => each.name === name)
  if (!definition || value === '') return false
  if (definition.kind === 'days') return parseDays(value) !== null
  if (definition.kind === 'numbers') return parseNumbers(value) !== null
  return definition.kind === 'words' || codesOf(value).length > 0
}

export const codesOf = (value: string): string[] => value.split(',').filter((code) => code !== '')

export function parseFilters(text: string, definitions: readonly FilterDefinition[]): ParsedFilters {
  const filters: Filter[] = []
  const problems: string[] = []
  for (const [whole, quotedName, quoted, plain = ''] of text.matchAll(word)) {
    const colon = plain.indexOf(':')
    const filter =
      quotedName === undefined
        ? { name: plain.slice(0, Math.max(0, colon)), value: plain.slice(colon + 1) }
        : { name: quotedName, value: quoted ?? '' }
    if (isUnderstood(filter, definitions)) filters.push(filter)
    else problems.push(whole)
  }
  return { filters, problems }
}

export const printFilters = (filters: readonly Filter[]): string =>
  filters
    .map(({ name, value }) => `${name}:${/\s/.test(value) ? `"${value.replaceAll('"', ' ')}"` : value}`)
    .join(' ')
