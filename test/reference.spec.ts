/** Keeps docs/reference/errors.md equal to the catalogue of errors. `UPDATE_SNAPSHOTS=1` writes the page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { errorCatalogue, fieldCodes, errorCodes } from '../src/core/error/error-codes.js'

const root = new URL('../../', import.meta.url)
const page = new URL('docs/reference/errors.md', root)

type Sentences = Record<'problem' | 'field', Record<string, string>>
const english = JSON.parse(readFileSync(new URL('locales/en.json', root), 'utf8')) as Sentences

/** Returns the sentence with its parameters in braces. Of a sentence with a count, it is the form for several. */
const sentenceOf = (group: keyof Sentences, key: string): string =>
  (english[group][key] ?? english[group][`${key}_other`]!).replace(/\{\{(\w+)\}\}/g, '{$1}')

const section = (code: string): string => {
  const keys = Object.entries(errorCatalogue).filter(([, known]) => known === code)
  return `### ${code}\n\n${keys.map(([key]) => `- ${sentenceOf('problem', key)}`).join('\n')}\n`
}

const intro = `# Error codes

Generated from the catalogue of errors by a test: do not edit. The sentences are also available in French, Dutch and
German; the codes are stable.

## \`extensions.code\`
`

const fieldIntro = `## \`extensions.fields[].code\`

An error with the code BAD_USER_INPUT names each wrong field: \`{ path, code, message }\`.
`

const rendered = [
  intro,
  ...errorCodes.map(section),
  fieldIntro,
  `${fieldCodes.map((code) => `- \`${code}\`: ${sentenceOf('field', code)}`).join('\n')}\n`,
].join('\n')

describe('the reference of error codes', () => {
  it('has every code of the catalogue with its sentence', () => {
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(page, rendered)
    expect(existsSync(page) ? readFileSync(page, 'utf8') : null).toBe(rendered)
  })
})
