// Lays out one statement: queries by their clauses, definitions by the parts of their syntax.
import { fits, layExpression, layQuery, pad, width } from './query.mjs'
import { bodyOf, isSqlBody, tokenize } from './tokens.mjs'

/** Returns the lines of a statement, its semicolon included. */
export function statementLines(code) {
  const tokens = tokenize(code)
  const words = tokens.filter(isWord).map(({ text }) => text.toLowerCase())
  const beginning = words.slice(0, 6).join(' ')
  if (/^(with|select|insert|update|delete|values)\b/.test(beginning)) return layQuery(code)
  if (/^create (or replace )?(function|procedure)\b/.test(beginning)) return layFunction(tokens)
  if (/^create (or replace )?(temp |temporary |recursive |materialized )*view\b/.test(beginning))
    return layView(tokens)
  if (words[0] === 'do') return asWritten(code)
  if (tokens.some(isComment) && !/^create (unlogged )?table\b/.test(beginning)) return asWritten(code)
  if (/^create (unlogged )?table\b/.test(beginning)) return layTable(tokens) ?? asWritten(code)
  if (/^comment on\b/.test(beginning)) return wrapWords(writeLine(tokens), 0)
  return layDefinition(tokens, breaksOf(beginning))
}

const isWord = ({ type }) => type === 'word'
const isComment = ({ type }) => type === 'comment'
const isSpace = ({ type }) => type === 'space'
const textOf = (tokens) => tokens.map(({ text }) => text).join('')
const asWritten = (code) => code.split('\n')

/** Words at which a definition that is too long for one line is broken. */
function breaksOf(beginning) {
  if (/^(create|alter) policy\b/.test(beginning)) return /^(using|with)$/
  if (/^create (constraint )?trigger\b/.test(beginning))
    return /^(before|after|instead|deferrable|for|execute)$/
  if (/^create (unique )?index\b/.test(beginning)) return /^(on|where)$/
  if (/^(grant|revoke)\b/.test(beginning)) return /^(on|to|from)$/
  if (/^alter table\b/.test(beginning)) return /^(add|drop|alter|enable|force)$/
  return undefined
}

/** One line where it fits; else the beginning, and each part from a breaking word on below it. */
function layDefinition(tokens, breaks) {
  if (fits(writeLine(tokens), 0) || !breaks) return layLine(tokens, 0)
  const parts = [[]]
  distribute(tokens, (token) => {
    const isBreak = isWord(token) && breaks.test(token.text.toLowerCase())
    const previous = parts.at(-1).findLast((other) => !isSpace(other))
    // `alter column a drop not null` is one action
    const isAction = !breaks.test('add') || parts.length === 1 || previous.text === ','
    if (isBreak && isAction && previous && parts.at(-1).filter(isWord).length > 1) parts.push([])
    return parts.at(-1)
  })
  const [first, ...others] = parts
  const beginning = layLine(first, 0)
  if (beginning.length > 1) return layLine(tokens, 0)
  return [
    ...beginning,
    ...(breaks.test('add') ? others.flatMap((part) => layLine(part, 2)) : fillParts(others)),
  ]
}

/** The parts as many on a line as fit. */
function fillParts(parts) {
  const lines = []
  for (const part of parts) {
    const joined = `${lines.at(-1)} ${writeLine(part)}`
    if (lines.length > 0 && fits(joined, 0)) lines[lines.length - 1] = joined
    else lines.push(...layLine(part, 2))
  }
  return lines
}

/** Gives each token to the list that `place` returns for it; those inside parentheses stay with their parenthesis. */
function distribute(tokens, place) {
  let depth = 0
  let list
  for (const token of tokens) {
    if (depth === 0) list = place(token)
    list.push(token)
    if (isOpening(token)) depth++
    if (isClosing(token)) depth--
  }
}
const isOpening = ({ text }) => text === '(' || text === '['
const isClosing = ({ text }) => text === ')' || text === ']'

/** One line of these tokens, white space as one space and unquoted words in lower case. */
function writeLine(tokens) {
  let line = ''
  for (const { type, text } of tokens) {
    if (type === 'space') line += line === '' || / $|[([]$/.test(line) ? '' : ' '
    else if (/^[)\],;]$/.test(text)) line = line.trimEnd() + text
    else line += `${line.endsWith(',') ? ' ' : ''}${type === 'word' ? text.toLowerCase() : text}`
  }
  return line.trimEnd()
}

/**
 * Lays out tokens from `indent` on. Parentheses that do not fit are opened over several lines, the last ones first; the rest
 * is wrapped. `taken` is how many columns of the first line are needed for what goes before it.
 */
function layLine(tokens, indent, taken = 0) {
  const line = writeLine(tokens)
  if (fits(line, indent + taken)) return [pad(indent) + line]
  const { head, inside, rest } = firstGroup(tokens)
  if (!inside) return wrapWords(line, indent)
  if (firstGroup(rest).inside) {
    const closed = writeLine([...head, ...inside]) + spaceBefore(rest)
    const later = layLine(rest, indent, taken + closed.length)
    const first = closed + later[0].trimStart()
    if (fits(first, indent + taken)) return [pad(indent) + first, ...later.slice(1)]
  }
  const isCondition = /\b(check|using|when|as|where)$/.test(writeLine(head))
  const content = inside.slice(1, -1)
  const after = rest.length === 0 ? [''] : layLine(rest, indent, 2)
  return [
    pad(indent) + writeLine([...head, inside[0]]),
    ...(isCondition ? layExpression(textOf(content), indent + 2) : fillLines(listOf(content), indent + 2)),
    `${pad(indent)}${inside.at(-1).text}${spaceBefore(rest)}${after[0].trimStart()}`.trimEnd(),
    ...after.slice(1),
  ]
}

const spaceBefore = (tokens) => (tokens.length > 0 && isSpace(tokens[0]) ? ' ' : '')

function firstGroup(tokens) {
  const start = tokens.findIndex(isOpening)
  if (start < 0) return { head: tokens, inside: undefined, rest: [] }
  let depth = 0
  const end = tokens.findIndex((token, index) => {
    if (index < start) return false
    if (isOpening(token)) depth++
    return isClosing(token) && --depth === 0
  })
  return { head: tokens.slice(0, start), inside: tokens.slice(start, end + 1), rest: tokens.slice(end + 1) }
}

/** Splits at the commas outside of parentheses; each part keeps its comma. */
function listOf(tokens) {
  const items = [[]]
  distribute(tokens, (token) => {
    if (items.at(-1).at(-1)?.text === ',' && token.text !== ',') items.push([])
    return items.at(-1)
  })
  return items.map(writeLine)
}

function fillLines(items, indent) {
  const lines = []
  for (const item of items) {
    const joined = lines.length > 0 && `${lines.at(-1)} ${item}`
    if (joined && joined.length <= width) lines[lines.length - 1] = joined
    else lines.push(pad(indent) + item)
  }
  return lines
}

/** Breaks between words, but not in a string: what follows the first line is indented. */
function wrapWords(line, indent) {
  const words = tokenize(line).reduce(
    (all, token) => {
      if (isSpace(token)) all.push('')
      else all[all.length - 1] += token.text
      return all
    },
    [''],
  )
  const lines = [pad(indent) + words[0]]
  for (const word of words.slice(1)) {
    if (lines.at(-1).length + 1 + word.length <= width) lines[lines.length - 1] += ` ${word}`
    else lines.push(pad(indent + 2) + word)
  }
  return lines
}

const attribute =
  /^(language|immutable|stable|volatile|security|set|cost|rows|parallel|strict|called|leakproof|support|transform|window|as|return)$/

/** Signature, then how it runs, then the body; a body in SQL is laid out, any other one stays as written. */
function layFunction(tokens) {
  const bodyPlace = tokens.findIndex(({ type }) => type === 'dollar')
  const [signature, attributes, returned] = [[], [], []]
  distribute(tokens.slice(0, bodyPlace < 0 ? tokens.length : bodyPlace), (token) => {
    const word = isWord(token) ? token.text.toLowerCase() : ''
    if (returned.length > 0 || (word === 'return' && bodyPlace < 0)) return returned
    return attributes.length > 0 || attribute.test(word) ? attributes : signature
  })
  const head = signature.some(isComment)
    ? asWritten(textOf(signature).trimEnd())
    : layLine(withoutTrailingSpace(signature), 0)
  const how = writeLine(attributes)
  if (bodyPlace < 0) return [...head, ...layReturn(how, returned)]
  const end = writeLine(tokens.slice(bodyPlace + 1))
  const after = /^[a-z]/.test(end) ? ` ${end}` : end
  if (attributes.some(isComment)) throw new SyntaxError('a comment among the attributes of a function')
  const { text } = tokens[bodyPlace]
  const solid = tokens.filter((token) => !isSpace(token))
  const { quote, body } = bodyOf(text)
  const standIn = 'q'.repeat(quote.length)
  const opening = layAttributes(`${how} ${standIn}`)
  opening.push(opening.pop().slice(0, -standIn.length) + quote)
  if (!isSqlBody(solid, solid.indexOf(tokens[bodyPlace]))) {
    const [rest, ...others] = `${body}${quote}${after}`.split('\n')
    return [...head, ...opening.slice(0, -1), opening.at(-1) + rest, ...others]
  }
  const lines = layQuery(body.trim(), 2)
  const single = `${how} ${quote} ${lines[0].trim()} ${quote}${after}`
  if (lines.length === 1 && fits(single, 0)) return [...head, single]
  return [...head, ...opening, ...lines, `${quote}${after}`]
}

/** One line where it fits; else broken before a `set`, so that a setting and its value stay together. */
function layAttributes(line) {
  if (fits(line, 0)) return [line]
  const lines = []
  for (const part of line.split(/ (?=set )/)) {
    const joined = `${lines.at(-1)} ${part}`
    if (lines.length > 0 && fits(joined, 0)) lines[lines.length - 1] = joined
    else lines.push(...wrapWords(part, lines.length === 0 ? 0 : 2))
  }
  return lines
}

/** `return` and one expression. */
function layReturn(how, tokens) {
  if (tokens.length === 0) return how === '' ? [] : [how]
  const line = `${how} ${writeLine(tokens)}`
  if (fits(line, 0)) return [line]
  return [`${how} return`, ...layExpression(textOf(tokens.slice(1)), 2)]
}

const withoutTrailingSpace = (tokens) => tokens.slice(0, tokens.findLastIndex((token) => !isSpace(token)) + 1)

function layView(tokens) {
  const [head, body] = [[], []]
  distribute(tokens, () => (body.length > 0 || head.at(-1)?.text.toLowerCase() === 'as' ? body : head))
  if (head.some(isComment)) throw new SyntaxError('a comment before the query of a view')
  return [...layLine(head, 0), ...layQuery(textOf(body).trim())]
}

/** One column or constraint a line, with the comments above and after it; undefined where a comment is inside of one. */
function layTable(tokens) {
  const { head, inside, rest } = firstGroup(tokens)
  if (!inside || [...head, ...rest].some(isComment)) return undefined
  const elements = elementsOf(inside.slice(1, -1))
  if (elements.some(({ code }) => code.some(isComment))) return undefined
  const line = writeLine(tokens)
  if (!elements.some(({ above, after }) => above.length > 0 || after) && fits(line, 0)) return [line]
  const lines = elements.flatMap(({ above, code, after }) => {
    const laid = code.length === 0 ? [] : layLine(code, 2)
    if (after) laid[laid.length - 1] += ` ${after}`
    return [...above.map((comment) => pad(2) + comment), ...laid]
  })
  return [writeLine([...head, inside[0]]), ...lines, ...layLine([inside.at(-1), ...rest], 0)]
}

/** Splits at the commas of a table's definition; a comment belongs to the element after it, or to the one before on its line. */
function elementsOf(tokens) {
  const elements = [{ above: [], code: [], after: undefined }]
  let isOnNewLine = true
  let depth = 0
  for (const token of tokens) {
    const element = elements.at(-1)
    if (isOpening(token)) depth++
    if (isClosing(token)) depth--
    if (isSpace(token)) isOnNewLine ||= token.text.includes('\n')
    if (isComment(token) && element.code.length === 0) {
      if (isOnNewLine) element.above.push(token.text.trimEnd())
      else elements.at(-2).after = token.text.trimEnd()
      continue
    }
    if (isSpace(token) && element.code.length === 0) continue
    element.code.push(token)
    if (!isSpace(token)) isOnNewLine = false
    if (token.text === ',' && depth === 0) elements.push({ above: [], code: [], after: undefined })
  }
  const last = elements.at(-1)
  const trailing = last.code.findLastIndex((token) => !isSpace(token))
  // the last element has no comma: a comment after it is still inside
  if (trailing > 0 && isComment(last.code[trailing])) {
    last.after = last.code[trailing].text.trimEnd()
    last.code = last.code.slice(0, trailing)
  }
  return elements
}
