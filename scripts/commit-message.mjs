// The commit-msg hook: node scripts/commit-message.mjs <file>. Fails where the first line does not have the form
// `type(area): imperative summary`. scripts/changelog.mjs reads the same form.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Types of commits and their titles in CHANGELOG.md, in its order. */
export const commitTypes = {
  feat: 'Features',
  fix: 'Fixes',
  perf: 'Performance',
  refactor: 'Refactoring',
  docs: 'Documentation',
  test: 'Tests',
  build: 'Build and tools',
  chore: 'Chores',
}
export const longestSubject = 72

const types = Object.keys(commitTypes)
const form = new RegExp(`^(${types.join('|')})\\(([a-z0-9,/-]+)\\)(!)?: (\\S.*)$`)

/** Returns the parts of a subject line; undefined where it does not have the form. */
export function parseSubject(subject) {
  const [, type, area, breaking, summary] = form.exec(subject) ?? []
  return type && { type, area, isBreaking: breaking !== undefined, summary }
}

/** Returns a sentence for each rule that the message breaks; none for merges and reverts, which git words itself. */
export function findFaults(message) {
  const [subject = '', second = ''] = linesOf(message)
  if (/^(Merge|Revert) /.test(subject)) return []
  // git replaces these when it squashes
  const { 1: own } = /^(?:(?:fixup|squash|amend)! )*(.*)$/.exec(subject)
  const parts = parseSubject(own)
  const faults = []
  if (!parts) faults.push(explainForm(own))
  else faults.push(...explainSummary(parts.summary))
  if (own.length > longestSubject)
    faults.push(
      `It has ${own.length} characters, but at most ${longestSubject} are allowed: move the rest to the body.`,
    )
  if (second !== '') faults.push('Leave the second line empty: the body starts on the third.')
  return faults
}

/** Without comments, and without the diff that `git commit --verbose` appends. */
function linesOf(message) {
  const [text] = message.split(/^# -+ >8 -+$/m)
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith('#'))
  const first = lines.findIndex((line) => line.trim() !== '')
  return lines.slice(Math.max(first, 0)).map((line) => line.trimEnd())
}

function explainForm(subject) {
  const [word] = /^\w*/.exec(subject)
  if (!types.includes(word)) return `Begin with one of ${types.join(', ')}.`
  if (/^\w+\([a-z0-9,/-]+\)/.test(subject)) return 'After the area, write ": " and a summary.'
  return `After "${word}", name the area in parentheses: lower-case letters, digits, "," "/" and "-".`
}

/** Recognises the most common summaries that are not imperatives. */
function explainSummary(summary) {
  const faults = []
  if (/^[A-Z][a-z]/.test(summary)) faults.push('Begin the summary with a lower-case letter.')
  if (summary.endsWith('.')) faults.push('Leave out the full stop at the end.')
  if (
    /^(added|adds|adding|fixed|fixes|fixing|changed|changes|removed|removes|updated|updates|made|makes)\b/i.test(
      summary,
    )
  )
    faults.push('Write the summary as an imperative: "add", not "added" or "adds".')
  return faults
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = findFaults(readFileSync(process.argv[2], 'utf8'))
  if (faults.length > 0) {
    console.error(`The commit message does not have the form of this project:

  type(area): imperative summary

${faults.map((fault) => `- ${fault}`).join('\n')}

For example: fix(search): find names with an apostrophe`)
    process.exitCode = 1
  }
}
