/** The issued summaries of an agency as an Atom feed (RFC 4287). Entry ids never change. */
import type { Language } from '../../core/locale.js'
import type { IssuedList } from '../../weekly/issued-query.js'
import { formats, mediaTypes } from '../model/format.js'
import { escapeXml } from '../../core/escape-xml.js'
import { formatterFor, type Formatter } from '../../weekly/text/formatter.js'

/** `toAddress` makes an address of a path: an absolute one if the service has a public address. */
export function renderAtomFeed(
  { id, code, name, createdAt, issued }: IssuedList,
  language: Language,
  toAddress: (path: string) => string,
): string {
  const formatter = formatterFor(language)
  const updatedAt = formatTimestamp(issued[0]?.issuedAt ?? createdAt)
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${formatter.tag}">
<id>urn:uuid:${id}</id>
<title>${escapeXml(formatter.translate('feed', { name }))}</title>
<updated>${updatedAt}</updated>
<author><name>${escapeXml(name)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(toAddress(`/summaries/${code}.atom`))}"/>
${issued.map((summary) => renderEntry(summary, code, formatter, toAddress)).join('\n')}
</feed>
`
}

function renderEntry(
  { id, week, revision, issuedAt, issuedBy, reason }: IssuedList['issued'][number],
  code: string,
  formatter: Formatter,
  toAddress: (path: string) => string,
): string {
  const address = escapeXml(toAddress(`/summaries/${code}/${week}/${revision}`))
  const links = formats.map(
    (format) => `<link rel="alternate" type="${mediaTypes[format]}" href="${address}.${format}"/>`,
  )
  const title = formatter.translate('feedEntry', { week: formatter.formatWeek(week), revision })
  const summary = reason
    ? formatter.translate('revisedWhy', { reason })
    : formatter.translate('issued', { revision, by: issuedBy, at: formatter.formatInstant(issuedAt) })
  return `<entry>
<id>urn:uuid:${id}</id>
<title>${escapeXml(title)}</title>
<published>${formatTimestamp(issuedAt)}</published>
<updated>${formatTimestamp(issuedAt)}</updated>
<author><name>${escapeXml(issuedBy)}</name></author>
${links.join('\n')}
<summary>${escapeXml(summary)}</summary>
</entry>`
}

const formatTimestamp = (timestamp: string): string => new Date(timestamp).toISOString()
