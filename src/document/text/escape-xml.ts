const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text inside HTML, SVG or XML. Control characters, which XML does not know, are left out; line ends and tabs stay. */
export const escape = (text: string): string =>
  special.test(text)
    ? text
        .replace(/[^\P{Control}\t\n\r]|[\ufffe\uffff]/gu, '')
        .replace(/[&<>"']/g, (found) => entities[found]!)
    : text

/** Few texts have any of them. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const special = /[&<>"'\u0000-\u001f\u007f-\u009f\ufffe\uffff]/
