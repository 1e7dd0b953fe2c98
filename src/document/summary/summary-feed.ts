/** The issued summaries as an Atom feed (RFC 4287). Its ids never change; addresses are relative to where it was got from. */
import type { Language } from '../../core/locale.js'
import type { IssuedList } from '../../weekly/issued-said.js'
import { formats, mediaTypes } from '../model/format.js'
import { escape } from '../text/escape-xml.js'
import { tongueOf, type Tongue } from '../text/formatter.js'

export function atom({ id, code, name, createdAt, issued }: IssuedList, language: Language): string {
  const tongue = tongueOf(language)
  const updated = instant(issued[0]?.issuedAt ?? createdAt)
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${tongue.tag}">
<id>urn:uuid:${id}</id>
<title>${escape(tongue.word('feed', { name }))}</title>
<updated>${updated}</updated>
<author><name>${escape(name)}</name></author>
<link rel="self" type="application/atom+xml" href="/summaries/${escape(code)}.atom"/>
${issued.map((one) => entry(one, code, tongue)).join('\n')}
</feed>
`
}

function entry(
  { id, week, revision, issuedAt, issuedBy, reason }: IssuedList['issued'][number],
  code: string,
  tongue: Tongue,
) {
  const address = `/summaries/${escape(code)}/${week}/${revision}`
  const links = formats.map(
    (format) => `<link rel="alternate" type="${mediaTypes[format]}" href="${address}.${format}"/>`,
  )
  return `<entry>
<id>urn:uuid:${id}</id>
<title>${escape(tongue.word('feedEntry', { week: tongue.week(week), revision }))}</title>
<published>${instant(issuedAt)}</published>
<updated>${instant(issuedAt)}</updated>
<author><name>${escape(issuedBy)}</name></author>
${links.join('\n')}
<summary>${escape(reason ? tongue.word('revisedWhy', { reason }) : tongue.word('issued', { revision, by: issuedBy, at: tongue.moment(issuedAt) }))}</summary>
</entry>`
}

const instant = (text: string): string => new Date(text).toISOString()
