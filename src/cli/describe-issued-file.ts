import type { IssuedFile } from '../weekly/issued/find-issued-file.js'

const languageNames: Record<string, string> = { EN: 'English', FR: 'French', NL: 'Dutch', DE: 'German' }

/** Day and time in Brussels. */
const instantFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Brussels',
})

/** Returns what is known of a file: the issued summary that it is, or that it is none. */
export function describeIssuedFile(path: string, sha256: string, issued: IssuedFile | null): string {
  if (!issued)
    return `${path}: not an issued summary. No file with these bytes was given out (SHA-256 ${sha256}).`
  const { agency, week, revision, issuedAt, issuedBy, redactedAt } = issued
  const lines = [
    `${path}: an issued summary, byte for byte (SHA-256 ${sha256}).`,
    `  ${agency.name} (${agency.code}), week ${week}, revision ${revision}, ${describeForm(issued)}`,
    `  Issued on ${instantFormat.format(issuedAt)} by ${issuedBy}.`,
  ]
  if (redactedAt)
    lines.push(
      `  On ${instantFormat.format(redactedAt)} a name in it was erased. Since then the address gives a file without it.`,
    )
  return lines.join('\n')
}

const describeForm = ({ format, language, variant }: IssuedFile): string =>
  [
    `${format.toUpperCase()} ${language === null ? 'of every language' : `in ${languageNames[language] ?? language}`}`,
    ...(variant === '' ? [] : [`(${variant})`]),
  ].join(' ')
