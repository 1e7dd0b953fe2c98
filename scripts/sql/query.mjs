// Lays out one query: sql-formatter finds its structure, one item a line; here what fits on a line is joined again.
import { format } from 'sql-formatter'
import { tokenize } from './tokens.mjs'

export const width = 110

const options = {
  language: 'postgresql',
  keywordCase: 'lower',
  dataTypeCase: 'lower',
  functionCase: 'lower',
  identifierCase: 'lower',
  expressionWidth: 1, // everything in parentheses on lines of its own: it is joined below by our measure
  tabWidth: 2,
}

/** Words before a parenthesis that is not the list of a function’s arguments. */
const spaced = new Set(
  `and as between by case check conflict cross distinct else except exclude exists filter from group having in
  inner intersect into is join key lateral like limit materialized not nothing of offset on or order outer over
  partition primary recursive references returning returns rows select set similar table then to union unique
  update using values view when where with within`.split(/\s+/),
)

/** Returns the lines of a query that begins `indent` columns from the left. */
export function layQuery(text, indent = 0) {
  const { short, restore } = replaceLongTokens(text)
  return layBlock(nodesOf(short), indent).map(restore)
}

/** Returns the lines of a condition, or of several expressions with commas. */
export function layExpression(text, indent = 0) {
  const { short, restore } = replaceLongTokens(text)
  const [{ parts }] = nodesOf(`select ${short}`)
  return itemsOf(parts[0].block, '')
    .flatMap((item) => layItem(item, indent, indent))
    .map(restore)
}

const nodesOf = (text) => blockOf(removeSpaces(text, format(text, options)).split('\n'))

/** Replaces strings and comments over several lines by short ones; `restore` puts them back into a line. */
function replaceLongTokens(text) {
  const kept = []
  const short = tokenize(text)
    .map((token) => {
      if (token.type === 'space' || !token.text.includes('\n')) return token.text
      kept.push(token.text)
      return token.type === 'comment' ? `/*§${kept.length - 1}§*/` : `'§${kept.length - 1}§'`
    })
    .join('')
  const restore = (line) => line.replace(/\/\*§(\d+)§\*\/|'§(\d+)§'/g, (_, a, b) => kept[Number(a ?? b)])
  return { short, restore }
}

/** Removes spaces that the source does not have: sql-formatter writes `f (x)` for functions that it does not know. */
function removeSpaces(source, formatted) {
  const joined = []
  let before
  for (const token of tokenize(source)) {
    // after an opening parenthesis or a comma a sign belongs to its number, with or without a space
    if (token.type !== 'space')
      joined.push(before !== undefined && before.type !== 'space' && !/^[([,]$/.test(before.text))
    before = token
  }
  const output = []
  let place = 0
  for (const token of tokenize(formatted)) {
    if (token.type !== 'space') {
      const [previous, space] = [output.at(-2), output.at(-1)]
      const isSign = /^[-+]$/.test(previous?.text) && !joined[place - 1]
      if (joined[place] && space?.text === ' ' && (isSign || opensAfter(previous, token))) output.pop()
      place++
    }
    output.push(token)
  }
  return output.map(({ text }) => text).join('')
}

function opensAfter(previous, token) {
  if (token.text === '[') return previous.text === ')' || previous.text === ']' || previous.type === 'word'
  if (token.text !== '(') return false
  return previous.type === 'quoted' || (previous.type === 'word' && !spaced.has(previous.text))
}

/**
 * A node is what sql-formatter has written at one depth: `head` with the deeper lines below it, and, where a parenthesis
 * or a `case` is closed and perhaps opened again, further parts: `count(`…`) filter (`…`) as n,`.
 * @typedef {{ text: string, block: Node[] }} Part
 * @typedef {{ parts: Part[] }} Node
 */
function blockOf(lines, depth = 0) {
  const nodes = []
  while (lines.length > 0) {
    const line = lines[0]
    const text = line.trim()
    const at = line.length - line.trimStart().length
    if (text === '') {
      lines.shift()
      continue
    }
    if (at < depth) break
    if (at > depth) {
      nodes
        .at(-1)
        .parts.at(-1)
        .block.push(...blockOf(lines, at))
      continue
    }
    lines.shift()
    const part = { text, block: [] }
    const open = nodes.at(-1)?.parts.at(-1)
    if (/^([)\]]|end\b)/.test(text) && open?.block.length > 0) nodes.at(-1).parts.push(part)
    else nodes.push({ parts: [part] })
  }
  return nodes
}

const isComment = (node) => /^(--|\/\*)/.test(node.parts[0].text)
const hasComment = (text) =>
  tokenize(text).some(({ type, text: t }) => type === 'comment' && t.startsWith('--'))

/** Returns a node, or several, on one line; undefined where a comment ends a line. */
function joinNodes(nodes) {
  let line = ''
  for (const text of nodes.flatMap(textsOf)) {
    if (hasComment(text)) return undefined
    line = join(line, text)
  }
  return line
}

/** Joins texts with a space, but not within an edge of parentheses. */
const join = (...texts) =>
  texts.reduce((line, text) => {
    const isTight = text === '' || line.trim() === '' || /[([]$/.test(line) || /^[)\],;]/.test(text)
    return line + (isTight ? '' : ' ') + text
  })

const textsOf = (node) => node.parts.flatMap(({ text, block }) => [text, ...block.flatMap(textsOf)])

const clause =
  /^(with|select|from|where|group by|having|window|partition by|order by|limit|offset|fetch|for (no key )?(update|share)|insert into|values|set|returning|on conflict|update|delete from|union|except|intersect)\b/

export const pad = (indent) => ' '.repeat(indent)
/** Whether a line exists, has no break in it, and ends within the width. */
export const fits = (line, indent) =>
  line !== undefined && !line.includes('\n') && indent + line.length <= width

/** Lays out all clauses of a query, or the arguments between two parentheses. */
function layBlock(nodes, indent) {
  const line = joinNodes(nodes)
  if (fits(line, indent)) return [pad(indent) + line]
  if (!nodes.some((node) => clause.test(node.parts[0].text))) return layList(nodes, indent)
  return clausesOf(nodes).flatMap((part) =>
    part.length === 1 ? layClause(part[0], indent) : layList(part, indent),
  )
}

/** Arguments may precede a clause: `array_agg(x order by y)`. */
function clausesOf(nodes) {
  const parts = []
  for (const node of nodes) {
    const alone = clause.test(node.parts[0].text) || isComment(node)
    if (alone || parts.length === 0 || isClosed(parts.at(-1))) parts.push([node])
    else parts.at(-1).push(node)
  }
  return parts
}
const isClosed = (part) => clause.test(part[0].parts[0].text) || isComment(part[0])

function layClause(node, indent) {
  const line = joinNodes([node])
  if (fits(line, indent)) return [pad(indent) + line]
  const { text, block } = withDistinctOn(node.parts[0])
  if (node.parts.length > 1 || block.length === 0) return layNode(node, indent)
  return besideHead(text, block, indent) ?? [pad(indent) + text, ...layList(block, indent + 2, text)]
}

/** sql-formatter takes `on (a, b)` for the beginning of the first item. */
function withDistinctOn({ text, block }) {
  const [first, ...others] = block
  if (text !== 'select distinct' || first?.parts[0].text !== 'on (') return { text, block }
  const [open, close, ...parts] = first.parts
  const list = joinNodes([{ parts: [open, { text: ')', block: [] }] }])
  const rest = { text: close.text.replace(/^\) ?/, ''), block: close.block }
  return { text: `${text} ${list}`, block: [{ parts: [rest, ...parts] }, ...others] }
}

/** `from deal d` and `where a = b` begin beside their word; what follows is indented below. */
function besideHead(text, block, indent) {
  const [first, ...others] = itemsOf(block, text)
  if (!/^(from|where|having|insert into)$/.test(text) && !(text === 'select' && others.length === 0))
    return undefined
  if (isComment(first[0])) return undefined
  const lines = layItem(first, indent, indent + 2, text.length + 1)
  const beginning = `${text} ${lines[0].trimStart()}`
  if (!fits(beginning, indent)) return undefined
  return [
    pad(indent) + beginning,
    ...lines.slice(1),
    ...others.flatMap((item) => layItem(item, indent + 2, indent + 2)),
  ]
}

/** Lays out items that commas separate: short ones as many on a line as fit, others each on lines of their own. */
function layList(nodes, indent, head = '') {
  const lines = []
  let canJoin = false
  for (const item of itemsOf(nodes, head)) {
    const line = joinNodes(item)
    const isShort = line !== undefined && line.length <= longestShared(head)
    const joined = `${lines.at(-1)} ${line}`
    if (canJoin && isShort && fits(joined, 0)) lines[lines.length - 1] = joined
    else lines.push(...(isPair(item, head) ? layPair(item, indent) : layItem(item, indent, indent + 2)))
    canJoin = isShort
  }
  return lines
}

/** The longest item that shares its line with others. Named steps and tables are read one by one. */
function longestShared(head) {
  if (/^(with|from)\b/.test(head)) return 0
  return head === 'values' ? 25 : 45
}

/** A comment of its own is an item; so is a key of json_build_object together with its value. */
function itemsOf(nodes, head) {
  const items = []
  let isOpen = false
  for (const node of nodes) {
    if (!isOpen) items.push([])
    items.at(-1).push(node)
    isOpen = !isComment(node) || items.at(-1).length > 1
    if (/,(\s*--.*)?$/.test(node.parts.at(-1).text)) isOpen = false
  }
  return buildsObject(head) ? inPairs(items) : items
}

const buildsObject = (head) => /jsonb?_build_object\($/.test(head)
const isPair = (item, head) => buildsObject(head) && item.length > 1 && !isComment(item[0])

/** Key and value begin on one line. */
function layPair([key, ...value], indent) {
  const line = joinNodes([key, ...value])
  if (fits(line, indent)) return [pad(indent) + line]
  const [keyLine, lines] = [
    joinNodes([key]),
    layItem(value, indent, indent + 2, joinNodes([key])?.length + 1),
  ]
  const beginning = `${keyLine} ${lines[0].trimStart()}`
  if (keyLine === undefined || !fits(beginning, indent)) return layItem([key, ...value], indent, indent + 2)
  return [pad(indent) + beginning, ...lines.slice(1)]
}

function inPairs(items) {
  const pairs = []
  let key
  for (const item of items) {
    if (isComment(item[0])) pairs.push(item)
    else if (key === undefined) pairs.push((key = [...item]))
    else {
      key.push(...item)
      key = undefined
    }
  }
  return pairs
}

/**
 * Lays out one item. What continues it (`and`, `join`) is indented to `below`, and conditions of a join below that.
 * `taken` is how many columns of the first line are needed for what goes before it.
 */
function layItem(item, indent, below, taken = 0) {
  const line = joinNodes(item)
  if (fits(line, indent + taken)) return [pad(indent) + line]
  let depth = indent
  let afterJoin = false
  return item.flatMap((node, place) => {
    const isJoin = /^((natural|left|right|full|inner|cross|outer) )*join\b/.test(node.parts[0].text)
    if (place > 0) depth = afterJoin && !isJoin ? below + 2 : below
    afterJoin ||= isJoin
    return layNode(node, depth)
  })
}

/** Opens only those parts of a node over several lines that do not fit behind what goes before them. */
function layNode(node, indent) {
  const lines = []
  let open = pad(indent)
  node.parts.forEach(({ text, block }, place) => {
    open += text
    const content = joinNodes(block)
    const joined = join(open, content ?? '', node.parts[place + 1]?.text ?? '')
    if (content !== undefined && fits(joined, 0) && !hasComment(text)) {
      open = join(open, content)
      if (place + 1 < node.parts.length && !/^[)\]]/.test(node.parts[place + 1].text)) open += ' '
    } else {
      lines.push(open, ...layInside(text, block, indent + 2))
      open = pad(indent)
    }
  })
  return open.trim() === '' ? lines : [...lines, open]
}

/** One branch a line. */
function layCase(block, indent) {
  const branches = []
  for (const node of block) {
    if (branches.length === 0 || isComment(node) || /^(when|else)\b/.test(node.parts[0].text))
      branches.push([])
    branches.at(-1).push(node)
  }
  return branches.flatMap((branch) => layItem(branch, indent, indent + 2))
}

function layInside(text, block, indent) {
  if (block.length === 0) return []
  if (/^when\b/.test(block.find((node) => !isComment(node))?.parts[0].text)) return layCase(block, indent)
  if (block.some((node) => clause.test(node.parts[0].text))) return layBlock(block, indent)
  return layList(block, indent, text)
}
