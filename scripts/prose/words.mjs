/**
 * Finds forbidden words in a text.
 * @param {string} text prose, quotations and code in it included
 * @param {[forms: string, instead: string][]} words
 * @returns {{ at: number, word: string, instead: string }[]}
 */
export function findWords(text, words) {
  const masked = maskQuotations(text)
  return words
    .flatMap(([forms, instead]) =>
      [...masked.matchAll(patternOf(forms))].map((match) => ({ match, instead })),
    )
    .map(({ match, instead }) => ({ at: match.index, word: match[0].replace(/\s+/g, ' '), instead }))
    .sort((a, b) => a.at - b.at)
}

const patterns = new Map()

/** A word that is part of a name, a path or a compound (`house.ts`, `house:write`, `in-house`) does not count. */
function patternOf(forms) {
  if (!patterns.has(forms)) {
    const any = forms
      .split(', ')
      .map((form) => form.replaceAll(' ', '\\s+'))
      .join('|')
    patterns.set(forms, new RegExp(`(?<![\\w$@#/.:-])(?:${any})(?![\\w$(/=-]|[.:]\\w)`, 'gi'))
  }
  return patterns.get(forms)
}

/** What is quoted is not ours to reword: code, and text between quotation marks. An apostrophe is no quotation mark. */
const quotations = [
  /```[^]*?```/g,
  /``[^]*?``|`[^`]*`/g,
  /“[^”]*”/g,
  /«[^»]*»/g,
  /„[^“”]*[“”]/g,
  /‘[^’\n]*’/g,
  /"[^"]*"/g,
  /(?<![\w’])'[^'\n]*'(?!\w)/g,
  /\]\([^)]*\)/g, // where a link of Markdown leads
  /<https?:[^>]*>|https?:\S+/g,
]

/** Replaces quotations by characters that are in no word; the text keeps its length and its lines. */
function maskQuotations(text) {
  return quotations.reduce(
    (masked, quotation) => masked.replaceAll(quotation, (quoted) => quoted.replaceAll(/[^\n]/g, '·')),
    text,
  )
}
