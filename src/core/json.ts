import type { ValueNode } from 'graphql'
import { Kind } from 'graphql'
import { badField } from './error/app-error.js'
import { quoteForMessage } from './validation/text.js'

/** Maximum nesting of objects and lists. */
const deepestJson = 20

/** Returns the JSON value unchanged. Rejects one that nests too deep; `depth` counts the enclosing levels. */
export function checkJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'object' && value !== null) {
    checkDepth(depth)
    for (const item of Object.values(value)) checkJson(item, depth + 1)
  }
  return value
}

/** Returns the value of a JSON literal in a query, with the values of the variables inside it. */
export function jsonFromAst(
  node: ValueNode,
  variables: Readonly<Record<string, unknown>>,
  depth = 0,
): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      checkDepth(depth)
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonFromAst(field.value, variables, depth + 1)]),
      )
    case Kind.LIST:
      checkDepth(depth)
      return node.values.map((item) => jsonFromAst(item, variables, depth + 1))
    case Kind.VARIABLE:
      return checkJson(variables[node.name.value] ?? null, depth)
    case Kind.INT:
    case Kind.FLOAT:
      return exactNumber(node.value)
    case Kind.NULL:
      return null
    default:
      return node.value
  }
}

function checkDepth(depth: number): void {
  if (depth >= deepestJson) throw badField('', 'TOO_DEEP', { max: deepestJson })
}

// JSON cannot carry every number: 9007199254740993 would become ...992, and 1e999 infinity. Those are rejected.
function exactNumber(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(value))) return value
  throw badField('', 'NUMBER_AS_TEXT', { value: quoteForMessage(text) })
}
