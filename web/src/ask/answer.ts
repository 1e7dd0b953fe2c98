/** The cells that answer a question. */
import type { CombinedError, TypedDocumentNode } from '@urql/core'
import { useState } from 'react'
import { AskDealsDocument, AskMeetingsDocument, AskStatementsDocument } from '../api/generated/ask/ask.js'
import type { AskFigureFragment, AskKeyFragment } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { argumentsOf, type StatArguments } from './api-question.js'
import type { Question } from './question.js'
import type { SubjectName } from './subjects.js'

export interface Cell {
  by: AskKeyFragment[]
  values: AskFigureFragment[]
  total: AskFigureFragment[]
  overlapping: string[]
  /** Lists exactly the rows of the cell. */
  where: unknown
}

type CellsDocument = TypedDocumentNode<{ cells: Cell[] }, StatArguments & Record<string, unknown>>

/** The three statistics answer alike; only their codes differ, which the service checks. */
const documents = {
  deals: AskDealsDocument,
  meetings: AskMeetingsDocument,
  statements: AskStatementsDocument,
} as unknown as Record<SubjectName, CellsDocument>

export interface Cells {
  cells: Cell[] | undefined
  error: CombinedError | undefined
  isFetching: boolean
  reload: () => void
}

/** Loads the cells of a question, by some of its groups. */
export function useCells(question: Question, groups = question.groups, pause = false): Cells {
  const variables = { ...argumentsOf(question, groups) }
  const { data, error, isFetching, reload } = useData(documents[question.subject.name], variables, pause)
  return { cells: data?.cells, error, isFetching, reload }
}

export interface Answer {
  question: Question
  cells: Cell[]
}

/**
 * Loads the answer of a question. While another question is being answered, the last answer stays together with its own
 * question, so that figures never stand below the headings of another question.
 */
export function useAnswer(question: Question): Cells & { answer: Answer | null } {
  const result = useCells(question)
  const key = JSON.stringify(argumentsOf(question))
  const [settled, setSettled] = useState<(Answer & { key: string }) | null>(null)
  const { cells, isFetching } = result
  const isSettled = settled !== null && settled.key === key && settled.cells === cells
  if (cells && !isFetching && !isSettled) setSettled({ key, question, cells })
  return { ...result, answer: settled?.question.subject === question.subject ? settled : null }
}

/** All values of a group. */
export const all = '*'
const notStated = '-'

/** Writes the values of a cell for the address. */
export const printCell = (values: readonly (string | null | undefined)[]): string =>
  values.map((value) => encodeURIComponent(value ?? notStated)).join('~')

/** Returns the values of the cell in the address, one for each group; null if it has another number of values. */
export function parseCell(cell: string, groups: readonly string[]): string[] | null {
  const values = cell === '' ? [] : cell.split('~').map((value) => decodeURIComponent(value))
  return values.length === groups.length ? values : null
}

export const isSameValue = (written: string, value: string | null | undefined): boolean =>
  written === (value ?? notStated)
