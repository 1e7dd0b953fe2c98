import type { ValueNode } from 'graphql'
import { Kind } from 'graphql'
import { badField } from './error/app-error.js'
import { quoteForMessage } from './text.js'

/** How many objects and lists may stand inside each other. */
export const deepestJson = 20

/** Lets a JSON value through; throws a problem when it nests too deep. `around` counts what it stands in. */
export function checkJson(value: unknown, around = 0): unknown {
  if (typeof value === 'object' && value !== null) {
    checkDepth(around)
    for (const item of Object.values(value)) checkJson(item, around + 1)
  }
  return value
}

/** The JSON value that a literal in a query stands for, variables inside it included. */
export function jsonFromAst(
  node: ValueNode,
  variables: Readonly<Record<string, unknown>>,
  around = 0,
): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      checkDepth(around)
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonFromAst(field.value, variables, around + 1)]),
      )
    case Kind.LIST:
      checkDepth(around)
      return node.values.map((item) => jsonFromAst(item, variables, around + 1))
    case Kind.VARIABLE:
      return checkJson(variables[node.name.value] ?? null, around)
    case Kind.INT:
    case Kind.FLOAT:
      return exactNumber(node.value)
    case Kind.NULL:
      return null
    default:
      return node.value
  }
}

function checkDepth(around: number): void {
  if (around >= deepestJson) throw badField('', 'TOO_DEEP', { max: deepestJson })
}

// What JSON would change on its way is refused: 9007199254740993 would become ...992, and 1e999 no number at all.
function exactNumber(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(value))) return value
  throw badField('', 'NUMBER_AS_TEXT', { value: quoteForMessage(text) })
}
