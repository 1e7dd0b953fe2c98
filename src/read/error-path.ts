/** Where the values of an operation stand, as every fault names it: `input.name` however it was sent, `deals.where.stage` for a list. */
import {
  isInputType,
  Kind,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql'
import { badFields, type AppError } from '../core/error/app-error.js'
import { findInputFaults, inputValueOfNode, inputValueOf, type InputFault } from './input-errors.js'
import { findRoot } from './roots.js'

interface Place {
  type: GraphQLInputType
  value: ValueNode
  path: string
}

/** Faults that one answer tells, at most. */
const most = 10

/** What is wrong with the variables of an operation; null where nothing is. */
export function findVariablesError(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): AppError | null {
  const paths = new Map(placesOf(schema, document).flatMap(({ value, path }) => variablesIn(value, path)))
  const faults = (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    return variableFaults(schema, definition, variables, paths.get(name) ?? name)
  })
  return faults.length > 0 ? badFields(faults.slice(0, most)) : null
}

function variableFaults(
  schema: GraphQLSchema,
  { variable, type: written, defaultValue }: VariableDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  path: string,
): InputFault[] {
  const type = typeFromAST(schema, written as never)
  const name = variable.name.value
  const input = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (!isInputType(type) || (input === undefined && defaultValue)) return []
  return findInputFaults(type, input === undefined ? undefined : inputValueOf(input), path)
}

/** What is wrong with the values in a document. */
export const findLiteralFaults = (schema: GraphQLSchema, document: DocumentNode): InputFault[] =>
  placesOf(schema, document).flatMap(({ type, value, path }) =>
    findInputFaults(type, inputValueOfNode(value), path),
  )

/** Those of the faults that stand at a node of the document, as one problem; null where there are none. */
export function errorAt(faults: readonly InputFault[], node: unknown): AppError | null {
  const here = faults.filter((fault) => fault.node !== undefined && fault.node === node)
  return here.length > 0 ? badFields(here.slice(0, most)) : null
}

/** The values of all arguments, those of directives apart. */
function placesOf(schema: GraphQLSchema, document: DocumentNode): Place[] {
  const results: Place[] = []
  const types = new TypeInfo(schema)
  const enter = ({ name, value }: ArgumentNode) => {
    const type = types.getInputType()
    if (type && !types.getDirective()) results.push({ type, value, path: pathOf(types, name.value) })
  }
  visit(document, visitWithTypeInfo(types, { Argument: { enter } }))
  return results
}

/** The arguments of a list stand beneath its field, as several lists may be asked for at once. */
function pathOf(types: TypeInfo, argument: string): string {
  const parent = types.getParentType()?.name
  const field = types.getFieldDef()!.name
  const alone = parent === 'Mutation' || (parent === 'Query' && findRoot(field)?.form !== 'list')
  return alone ? argument : `${field}.${argument}`
}

function variablesIn(value: ValueNode, path: string): [name: string, path: string][] {
  switch (value.kind) {
    case Kind.VARIABLE:
      return [[value.name.value, path]]
    case Kind.LIST:
      return value.values.flatMap((item, i) => variablesIn(item, `${path}[${i}]`))
    case Kind.OBJECT:
      return value.fields.flatMap((field) => variablesIn(field.value, `${path}.${field.name.value}`))
    default:
      return []
  }
}
