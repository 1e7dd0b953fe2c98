import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, type ClientBase } from 'pg'
import { packageFolder } from '../core/package-folder.js'
import { StartError } from '../config/start-error.js'
import { lineAt, splitStatements, type SqlStatement } from './sql-statements.js'

/** A SQL file of the project. */
export interface SqlFile {
  /** Relative to the checkout, with slashes. */
  path: string
  text: string
}

export const readSqlFile = (path: string): SqlFile => ({
  path,
  text: readFileSync(join(packageFolder(), path), 'utf8'),
})

/**
 * Runs the statements of a file one after the other, in the transaction of the caller. Throws a StartError with file
 * and line when one fails.
 */
export async function runSqlFile(client: ClientBase, { path, text }: SqlFile): Promise<void> {
  for (const statement of splitStatements(text)) {
    try {
      await client.query(statement.text)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      throw new StartError(
        `${path}:${lineOf(statement, error)}: ${error.message}. The database is unchanged.`,
      )
    }
  }
}

/** Returns the line of an error. PostgreSQL counts characters from 1; without a position, the line of the statement. */
const lineOf = ({ text, line }: SqlStatement, { position }: DatabaseError): number =>
  position ? line + lineAt(text, Number(position) - 1) - 1 : line
