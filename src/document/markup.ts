const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text inside HTML, SVG or XML. Control characters, which XML does not know, are left out; line ends and tabs stay. */
export const escape = (text: string): string =>
  text.replace(/[^\P{Control}\t\n\r]|[\ufffe\uffff]/gu, '').replace(/[&<>"']/g, (found) => entities[found]!)
