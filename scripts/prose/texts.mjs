import { Lexer, Source } from 'graphql'
import ts from 'typescript'
import { bodyOf, tokenize } from '../sql/tokens.mjs'

/**
 * @typedef {{ text: string, start: number }} Prose a text, and where it starts in its file; it has the length that it has there
 */

/**
 * Returns what is prose in a file, in its order.
 * @param {string} extension with its dot
 * @returns {Prose[]}
 */
export function proseOf(extension, text) {
  return (readers[extension] ?? (() => []))(text, extension).sort((a, b) => a.start - b.start)
}

const readers = {
  '.ts': readCode,
  '.tsx': readCode,
  '.mjs': readCode,
  '.js': readCode,
  '.sql': (text) => readSql(text),
  '.md': (text) => [{ text, start: 0 }],
  '.graphql': readGraphql,
}

/** Comments, descriptions and test names. */
function readCode(text, extension) {
  const kind =
    extension === '.tsx' ? ts.ScriptKind.TSX : extension === '.ts' ? ts.ScriptKind.TS : ts.ScriptKind.JS
  const source = ts.createSourceFile('file', text, ts.ScriptTarget.Latest, true, kind)
  const comments = new Map()
  const strings = []
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTest(node.expression)) strings.push(...stringsOf(node.arguments[0]))
    if (ts.isCallExpression(node) && isTable(node.expression)) strings.push(...rowNamesOf(node.arguments[0]))
    if (ts.isDecorator(node)) strings.push(...descriptionsIn(node))
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'description' && !isInDecorator(node))
      strings.push(...stringsOf(node.initializer))
    const children = node.getChildren(source)
    if (children.length === 0 && node.kind !== ts.SyntaxKind.JsxText)
      for (const comment of commentsBefore(text, node)) comments.set(comment.pos, comment)
    children.forEach((child) => {
      if (!ts.isJSDoc(child)) visit(child)
    })
  }
  visit(source)
  return [
    ...mergeComments([...comments.values()], text),
    ...strings.map((node) => ({ text: node.getText(source).slice(1, -1), start: node.getStart(source) + 1 })),
  ]
}

const commentsBefore = (text, token) => [
  ...(ts.getTrailingCommentRanges(text, token.pos) ?? []),
  ...(ts.getLeadingCommentRanges(text, token.pos) ?? []),
]

/** Comments that follow each other on lines of their own are one text: a phrase or a quotation may go on in the next line. */
function mergeComments(comments, text) {
  const texts = []
  let end
  for (const { pos, end: next } of comments.sort((a, b) => a.pos - b.pos)) {
    const isNext =
      end !== undefined && /^\s*$/.test(text.slice(end, pos)) && !text.slice(end, pos).includes('\n\n')
    if (isNext) texts.at(-1).end = next
    else texts.push({ start: pos, end: next })
    end = next
  }
  return texts.map(({ start, end }) => ({ text: blankCommentSigns(text.slice(start, end)), start }))
}

/** Blanks the signs of a comment, so that words on both sides of a line break follow each other. */
const blankCommentSigns = (comment) =>
  comment.replaceAll(/^\s*(\/\/+|\/\*+|\*+\/|\*+|--+)|\*\/$/gm, (sign) => ' '.repeat(sign.length))

/** `describe`, `it` and `test`, with `.each(...)`, `.only` and the like. */
function isTest(callee) {
  if (ts.isIdentifier(callee)) return /^(describe|it|test)$/.test(callee.text)
  if (ts.isPropertyAccessExpression(callee)) return isTest(callee.expression) && callee.name.text !== 'each'
  return (
    ts.isCallExpression(callee) &&
    ts.isPropertyAccessExpression(callee.expression) &&
    isTest(callee.expression.expression)
  )
}

const isTable = (callee) =>
  ts.isPropertyAccessExpression(callee) && callee.name.text === 'each' && isTest(callee.expression)

/** The first column of a table of tests, where it is words: it is a part of their names. */
function rowNamesOf(table) {
  if (!table || !ts.isArrayLiteralExpression(table)) return []
  return table.elements
    .flatMap((row) => stringsOf(ts.isArrayLiteralExpression(row) ? row.elements[0] : row))
    .filter(({ text }) => text.includes(' ') && !/[{}<>=_[\]]/.test(text))
}

/** The strings of an expression: of `'a' + b`, of a template, or itself. */
function stringsOf(node) {
  if (!node) return []
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    return [node]
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
  if (ts.isBinaryExpression(node)) return [...stringsOf(node.left), ...stringsOf(node.right)]
  return []
}

/** Sentences among the arguments of a decorator; a name, a code or SQL does not begin with a capital letter and a word. */
function descriptionsIn(decorator) {
  const found = []
  const visit = (node) => {
    for (const string of stringsOf(node)) if (/^[A-ZÀ-Ý“"(`][^]*\s/.test(string.text)) found.push(string)
    if (stringsOf(node).length === 0) ts.forEachChild(node, visit)
  }
  ts.forEachChild(decorator, visit)
  return found
}

function isInDecorator(node) {
  return node.parent !== undefined && (ts.isDecorator(node.parent) || isInDecorator(node.parent))
}

/** Comments, those inside function bodies included, and what `comment on` records. */
function readSql(text, start = 0) {
  const prose = []
  const comments = []
  let at = 0
  let statement = []
  for (const token of tokenize(text)) {
    const end = at + token.text.length
    if (token.type === 'comment') comments.push({ pos: at, end })
    else if (token.type === 'dollar') {
      const { quote, body } = bodyOf(token.text)
      prose.push(...readSql(body, start + at + quote.length))
    } else if (token.type === 'string' && isCommentOn(statement))
      prose.push({ text: token.text.slice(1, -1), start: start + at + 1 })
    if (token.text === ';') statement = []
    else if (token.type === 'word') statement.push(token.text.toLowerCase())
    at = end
  }
  return [
    ...mergeComments(comments, text).map((comment) => ({ ...comment, start: start + comment.start })),
    ...prose,
  ]
}

const isCommentOn = ([first, second]) => first === 'comment' && second === 'on'

/** Descriptions of a schema. */
function readGraphql(text) {
  const lexer = new Lexer(new Source(text))
  const prose = []
  for (let token = lexer.advance(); token.kind !== '<EOF>'; token = lexer.advance()) {
    const { kind, start, end } = token
    if (kind === 'BlockString') prose.push({ text: text.slice(start + 3, end - 3), start: start + 3 })
  }
  return prose
}
