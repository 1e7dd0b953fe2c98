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
 * and line when one fails, or would end the transaction.
 */
export async function runSqlFile(client: ClientBase, { path, text }: SqlFile): Promise<void> {
  for (const statement of splitStatements(text)) {
    if (transactionControl.test(statement.text))
      throw new StartError(
        `${path}:${statement.line}: All files are applied in one transaction, and none may control it. ` +
          'The database is unchanged.',
      )
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

const transactionControl =
  /^(abort|begin|commit|end|prepare\s+transaction|release|rollback|savepoint|start)\b/i

/** Returns the line of an error. PostgreSQL counts characters from 1; without a position, the line of the statement. */
const lineOf = ({ text, line }: SqlStatement, { position }: DatabaseError): number =>
  position ? line + lineAt(text, Number(position) - 1) - 1 : line
