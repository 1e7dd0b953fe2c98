import { getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLArgument } from 'graphql'
import { parseJsonParameter } from './json-parameter.js'

/**
 * Parses an argument of a statistic. In a query string an object is written as JSON, a list as JSON or separated by
 * commas. Values of a JSON body are returned as they are.
 */
export function parseArgument({ name, type }: GraphQLArgument, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (isListType(getNullableType(type)))
    return value.startsWith('[') ? parseJsonParameter(name, value) : splitList(value)
  const named = getNamedType(type)
  if (isInputObjectType(named)) return parseJsonParameter(name, value)
  return named.name === 'Boolean' ? (booleans[value] ?? value) : value
}

const splitList = (value: string): string[] => value.split(',').map((entry) => entry.trim())

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false }
