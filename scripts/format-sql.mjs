// npm run format: lays out every *.sql below src/ and migrations/, or the files that are named. With --check: changes
// nothing and fails where a file is not laid out.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'
import { statementLines } from './sql/statement.mjs'
import { meaningOf, statementsOf } from './sql/tokens.mjs'

/**
 * Returns `text` laid out: one style for queries, definitions and the bodies of `language sql` functions; bodies of other
 * languages and comments stay as written. Throws where it cannot be read, or would mean something else afterwards.
 */
export function formatSql(text) {
  const lines = []
  for (const { before, comments, code, trailing, line } of statementsOf(text)) {
    if (before && lines.length > 0) lines.push('')
    lines.push(...comments)
    if (code === '') continue
    try {
      const laid = statementLines(code)
      lines.push(...laid.slice(0, -1), `${laid.at(-1)}${trailing === '' ? '' : ` ${trailing}`}`)
    } catch (error) {
      throw new SyntaxError(`In the statement at line ${line}: ${error.message}`, { cause: error })
    }
  }
  const formatted = lines.length === 0 ? '' : `${lines.join('\n')}\n`
  refuseOtherMeaning(text, formatted)
  return formatted
}

function refuseOtherMeaning(before, after) {
  const [wanted, is] = [meaningOf(before), meaningOf(after)]
  const place = wanted.findIndex((token, index) => token !== is[index])
  if (place < 0 && wanted.length === is.length) return
  const context = (tokens) => tokens.slice(Math.max(0, place - 3), place + 3).join(' ')
  throw new SyntaxError(`The layout would change “${context(wanted)}” into “${context(is)}”.`)
}

/** Every *.sql below a folder of the checkout. */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Lays out the files, or with `check` names those that are not; returns whether all could be read and are in order. */
function formatFiles(files, check) {
  let isInOrder = true
  for (const file of files) {
    const name = relative(process.cwd(), file)
    try {
      const text = readFileSync(file, 'utf8')
      const formatted = formatSql(text)
      if (formatted === text) continue
      if (check) {
        isInOrder = false
        console.error(`${name}: not laid out`)
      } else writeFileSync(file, formatted)
    } catch (error) {
      isInOrder = false
      console.error(`${name}: ${error.message}`)
    }
  }
  return isInOrder
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2).filter((argument) => argument !== '--check')
  const files = names.length > 0 ? names : ['src', 'migrations'].flatMap(filesBelow)
  if (!formatFiles(files, process.argv.includes('--check'))) process.exitCode = 1
}
