const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML, SVG and XML. Drops control characters, which XML does not allow, but keeps line ends and tabs. */
export const escapeXml = (text: string): string =>
  needsEscape.test(text)
    ? text
        .replace(/[^\P{Control}\t\n\r]|[\ufffe\uffff]/gu, '')
        .replace(/[&<>"']/g, (character) => entities[character]!)
    : text

/** Most text needs no escape: one test is faster than two replacements. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const needsEscape = /[&<>"'\u0000-\u001f\u007f-\u009f\ufffe\uffff]/
