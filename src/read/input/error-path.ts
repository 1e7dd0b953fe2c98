/**
 * Paths of the values of an operation in error messages: `input.name`, also when it was sent as a variable of another
 * name, and `deals.where.stage` for a list.
 */
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
import { badFields, type AppError } from '../../core/error/app-error.js'
import { findInputFaults, inputValueOfNode, inputValueOf, type InputFault } from './input-errors.js'
import { findRoot } from '../roots.js'

interface ArgumentValue {
  type: GraphQLInputType
  value: ValueNode
  path: string
}

/** Maximum number of faults in one answer. */
const maxFaults = 10

/** Returns the error of the variables of an operation; null when they are valid. */
export function findVariablesError(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): AppError | null {
  const paths = new Map(
    argumentValues(schema, document).flatMap(({ value, path }) => variablesIn(value, path)),
  )
  const faults = (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    return variableFaults(schema, definition, variables, paths.get(name) ?? name)
  })
  return faults.length > 0 ? badFields(faults.slice(0, maxFaults)) : null
}

function variableFaults(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  path: string,
): InputFault[] {
  const type = typeFromAST(schema, typeNode as never)
  const name = variable.name.value
  const input = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (!isInputType(type) || (input === undefined && defaultValue)) return []
  return findInputFaults(type, input === undefined ? undefined : inputValueOf(input), path)
}

/** Returns the faults of the literals in a document. */
export const findLiteralFaults = (schema: GraphQLSchema, document: DocumentNode): InputFault[] =>
  argumentValues(schema, document).flatMap(({ type, value, path }) =>
    findInputFaults(type, inputValueOfNode(value), path),
  )

/** Returns the faults at a node of the document as one error; null when there are none. */
export function errorAt(faults: readonly InputFault[], node: unknown): AppError | null {
  const faultsAtNode = faults.filter((fault) => fault.node !== undefined && fault.node === node)
  return faultsAtNode.length > 0 ? badFields(faultsAtNode.slice(0, maxFaults)) : null
}

/** Returns the values of all arguments, except those of directives. */
function argumentValues(schema: GraphQLSchema, document: DocumentNode): ArgumentValue[] {
  const results: ArgumentValue[] = []
  const types = new TypeInfo(schema)
  const enter = ({ name, value }: ArgumentNode) => {
    const type = types.getInputType()
    if (type && !types.getDirective()) results.push({ type, value, path: pathOf(types, name.value) })
  }
  visit(document, visitWithTypeInfo(types, { Argument: { enter } }))
  return results
}

/**
 * Returns the path of an argument. That of a list begins with its field, because one operation may read several lists.
 */
function pathOf(types: TypeInfo, argument: string): string {
  const parent = types.getParentType()?.name
  const field = types.getFieldDef()!.name
  const isUnambiguous = parent === 'Mutation' || (parent === 'Query' && findRoot(field)?.form !== 'list')
  return isUnambiguous ? argument : `${field}.${argument}`
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
