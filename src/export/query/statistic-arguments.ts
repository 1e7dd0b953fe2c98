/** The arguments of a statistic, as an address or a JSON object gives them. */
import { getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLArgument } from 'graphql'
import { readJson } from '../export-request.js'

/** In an address everything is text: an object is written as JSON, a list as JSON or separated by commas. */
export function readArgument({ name, type }: GraphQLArgument, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (isListType(getNullableType(type))) return value.startsWith('[') ? readJson(name, value) : listed(value)
  const named = getNamedType(type)
  if (isInputObjectType(named)) return readJson(name, value)
  return named.name === 'Boolean' ? (flags[value] ?? value) : value
}

const listed = (value: string): string[] => value.split(',').map((entry) => entry.trim())

const flags: Readonly<Record<string, boolean>> = { true: true, false: false }
