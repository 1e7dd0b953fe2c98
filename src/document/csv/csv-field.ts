/**
 * Puts an apostrophe before text that a spreadsheet program would run as a formula (OWASP: CSV injection). That holds
 * after a separator inside the text too: where the list separator of the computer is not ours, the program begins a new
 * cell there, although the field is quoted. `a;=1+1` becomes `a;'=1+1`. A quotation mark of the text then looks like one
 * that opens a cell: `a;"=1+1` becomes `a;"'=1+1`.
 */
export const neutralizeFormula = (text: string): string =>
  (/^([\s"]*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text).replace(afterSeparator, "'$&")

/**
 * Looks for the sign first, and then back: a search that began at each separator would read a run of line feeds once for
 * each of them.
 */
const afterSeparator = /[=+\-@＝＋－＠](?<=[;,|\t\r\n][\s"]*.)/gs

/** Quotes a field where RFC 4180 requires it. */
export const quoteField = (text: string, delimiter = ','): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
