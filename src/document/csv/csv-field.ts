/** Puts an apostrophe before text that a spreadsheet program would run as a formula (OWASP: CSV injection). */
export const neutralizeFormula = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text

/** Quotes a field where RFC 4180 requires it. */
export const quoteField = (text: string, delimiter = ','): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
