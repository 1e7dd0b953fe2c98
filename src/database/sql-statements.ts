/** One statement of a SQL file. */
export interface SqlStatement {
  text: string
  /** The line of the file on which it begins, from 1. */
  line: number
}

// Comments, quoted texts and names, and dollar-quoted bodies: a semicolon inside them does not end a statement.
const opaque =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1/g

// The body of a function in standard SQL: its statements end with semicolons, too.
const atomicBody = /\bbegin\s+atomic\b[\s\S]*?;\s*end\b/gi

const blank = (part: string): string => ' '.repeat(part.length)

/** Splits a SQL file into its statements, without the comments between them. */
export function splitStatements(file: string): SqlStatement[] {
  const code = file.replace(opaque, blank).replace(atomicBody, blank)
  const ends = [...code.matchAll(/;/g)].map(({ index }) => index)
  return [...ends, file.length].flatMap((end, i) => statementIn(file, i === 0 ? 0 : ends[i - 1]! + 1, end))
}

function statementIn(file: string, from: number, to: number): SqlStatement[] {
  const part = file.slice(from, to)
  const start = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(part)![0].length
  const text = part.slice(start).trimEnd()
  return text === '' ? [] : [{ text, line: lineAt(file, from + start) }]
}

/** Returns the line of a character of the text: lines count from 1, characters from 0. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length
