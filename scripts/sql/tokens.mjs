// Splits PostgreSQL text into tokens, as its own lexer does, and keeps white space and comments as tokens.

/**
 * @typedef {'space' | 'comment' | 'string' | 'dollar' | 'quoted' | 'word' | 'number' | 'parameter' | 'operator' | 'mark'} TokenType
 * @typedef {{ type: TokenType, text: string }} Token
 */

const patterns = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*/y],
  ['string', /e'(?:[^'\\]|''|\\.)*'/isy],
  ['string', /(?:u&|[bxn])?'(?:[^']|'')*'/iy],
  ['quoted', /(?:u&)?"(?:[^"]|"")*"/iy],
  ['dollar', /\$([\p{L}_][\p{L}\p{N}_]*)?\$[^]*?\$\1\$/uy],
  ['parameter', /\$\d+/y],
  ['number', /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['mark', /::|:=|\.\.|[()[\],;.:]/y],
]
const operatorPattern = /[+\-*/<>=~!@#%^&|`?]+/y

/** Returns the tokens of `text`; their texts joined are `text` again. Throws where a string or comment has no end. */
export function tokenize(text) {
  const tokens = []
  for (let at = 0; at < text.length; at += tokens.at(-1).text.length) tokens.push(nextToken(text, at))
  return tokens
}

function nextToken(text, at) {
  if (text.startsWith('/*', at)) return { type: 'comment', text: blockComment(text, at) }
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { type, text: match[0] }
  }
  operatorPattern.lastIndex = at
  const run = operatorPattern.exec(text)
  if (run) return { type: 'operator', text: operatorIn(run[0]) }
  throw new SyntaxError(
    `Line ${lineOf(text, at)}: no token begins with ${JSON.stringify(text.slice(at, at + 20))}.`,
  )
}

/** PostgreSQL: an operator ends before a comment, and in + or - only where it has one of ~ ! @ # % ^ & | ` ? in it. */
function operatorIn(run) {
  const comment = run.search(/--|\/\*/)
  let operator = comment > 0 ? run.slice(0, comment) : run
  while (operator.length > 1 && /[+-]$/.test(operator) && !/[~!@#%^&|`?]/.test(operator))
    operator = operator.slice(0, -1)
  return operator
}

/** Block comments nest. */
function blockComment(text, start) {
  const edges = /\/\*|\*\//g
  edges.lastIndex = start
  let depth = 0
  for (let edge; (edge = edges.exec(text));) {
    depth += edge[0] === '/*' ? 1 : -1
    if (depth === 0) return text.slice(start, edges.lastIndex)
  }
  throw new SyntaxError(`Line ${lineOf(text, start)}: the comment has no end.`)
}

export const lineOf = (text, at) => text.slice(0, at).split('\n').length

/**
 * Returns what the text means: its tokens without white space. Unquoted words are lower-case, as PostgreSQL reads them,
 * and the body of a `language sql` function is its tokens.
 */
export function meaningOf(text) {
  const tokens = tokenize(text).filter(({ type }) => type !== 'space')
  return tokens.flatMap(({ type, text: token }, place) => {
    if (type === 'word') return [token.toLowerCase()]
    if (type === 'comment') return [token.trimEnd()]
    if (type === 'dollar' && isSqlBody(tokens, place)) return ['$', ...meaningOf(bodyOf(token).body), '$']
    return [token]
  })
}

/** Whether the dollar-quoted token at `place` is the body of a `language sql` function. `tokens` has no white space. */
export function isSqlBody(tokens, place) {
  const wordAt = (index) => tokens[index]?.text.toLowerCase()
  if (wordAt(place - 1) !== 'as') return false
  const start = tokens.findLastIndex(({ text }, index) => index < place && text === ';') + 1
  const next = tokens.findIndex(({ text }, index) => index > place && text === ';')
  const end = next < 0 ? tokens.length : next
  for (let index = start; index < end; index++)
    if (wordAt(index) === 'language' && wordAt(index + 1) === 'sql') return true
  return false
}

/** Splits `$tag$…$tag$`. */
export function bodyOf(dollar) {
  const quote = dollar.slice(0, dollar.indexOf('$', 1) + 1)
  return { quote, body: dollar.slice(quote.length, -quote.length) }
}

/**
 * Splits a file into its statements.
 * - `before`: whether a blank line separates it from what is above.
 * - `comments`: lines above it; '' is a blank line between two comments, or between the last one and the statement.
 * - `code`: the statement with its semicolon, if it has one; '' where only comments are left at the end of the file.
 * - `trailing`: a comment after it on its last line.
 * - `line`: the number of its first line.
 */
export function statementsOf(text) {
  const statements = []
  let current = startOf(1)
  let line = 1
  let words = []
  const finish = () => {
    words = []
    if (current.code !== '' || current.comments.length > 0)
      statements.push({ ...current, code: current.code.trim() })
    current = startOf(line)
  }
  for (const token of tokenize(text)) {
    const breaks = token.text.split('\n').length - 1
    const previous = statements.at(-1)
    if (current.code === '' && token.type === 'space') noteBlank(current, breaks)
    else if (current.code === '' && token.type === 'comment') {
      if (previous && !current.isOnNewLine) previous.trailing = token.text.trimEnd()
      else current.comments.push(...token.text.trimEnd().split('\n'))
    } else {
      if (current.code === '') current.line = line
      current.code += token.text
    }
    line += breaks
    if (token.type === 'word') words.push(token.text.toLowerCase())
    if (current.code !== '' && token.text === ';' && !isInAtomicBody(words)) finish()
  }
  finish()
  return statements
}

/** Whether a semicolon after these words ends a statement of a body `begin atomic … end`, not the definition. */
const isInAtomicBody = (words) =>
  words.some((word, place) => word === 'atomic' && words[place - 1] === 'begin') && words.at(-1) !== 'end'

const startOf = (line) => ({
  before: false,
  comments: [],
  code: '',
  trailing: '',
  line,
  isOnNewLine: line === 1,
})

function noteBlank(statement, breaks) {
  statement.isOnNewLine ||= breaks > 0
  if (breaks < 2) return
  if (statement.comments.length === 0) statement.before = true
  else statement.comments.push('')
}
