/** Lines of text that has several scripts: each word in a font that has its characters, right to left where it is so read. */
import createBidi from 'bidi-js'

/** A part of a line in one font and direction. */
export interface TextRun {
  text: string
  font: string
  width: number
}

/** In the order in which it is read, and so extracted and spoken. */
export type TextLine = (TextRun & { /** Distance from the start of the line. */ left: number })[]

export interface FontChoice {
  /** Returns the font for a character and those that combine with it, and the text to print for them. */
  choose: (cluster: string) => { font: string; text: string }
  measure: (text: string, font: string) => number
}

interface Piece extends TextRun {
  level: number
}

/** What stays on one line: a word with its punctuation, or a space. */
interface Chunk {
  pieces: Piece[]
  width: number
  isSpace: boolean
}

const bidi = createBidi()
const words = new Intl.Segmenter('und', { granularity: 'word' })
const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Breaks a text into lines no wider than `width`; at its line feeds too. A tab is a space. */
export const layOutMixedText = (text: string, width: number, fonts: FontChoice): TextLine[] =>
  text
    .replaceAll('\t', ' ')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((paragraph) => breakLines(splitChunks(paragraph, fonts), width, fonts).map(placePieces))

function splitChunks(paragraph: string, fonts: FontChoice): Chunk[] {
  const { levels } = bidi.getEmbeddingLevels(paragraph, 'ltr')
  const chunks: Chunk[] = []
  let before = ''
  for (const { segment, index } of words.segment(paragraph)) {
    const pieces = splitPieces(segment, levels.subarray(index), fonts)
    const chunk = { pieces, width: sumWidths(pieces), isSpace: /^\s+$/.test(segment) }
    const last = chunks.at(-1)
    if (last && !chunk.isSpace && !last.isSpace && !mayBreak(before, segment)) {
      last.pieces.push(...pieces)
      last.width += chunk.width
    } else chunks.push(chunk)
    before = segment
  }
  return chunks
}

/** Scripts that are written without spaces, and their punctuation. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\u3000-\u303f\uff00-\uffef]/u

/** Whether a line may end between two words that no space separates. */
const mayBreak = (before: string, after: string): boolean =>
  (unspaced.test(before) || unspaced.test(after)) &&
  !/[\p{Ps}\p{Pi}]$/u.test(before) &&
  !/^[\p{Pe}\p{Pf}\p{Po}\p{Lm}]/u.test(after)

/** Splits a word where the font or the direction changes. */
function splitPieces(word: string, levels: Uint8Array, fonts: FontChoice): Piece[] {
  const pieces: Omit<Piece, 'width'>[] = []
  for (const { segment, index } of clusters.segment(word)) {
    const level = levels[index] ?? 0
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(segment) ?? segment) : segment
    const { font, text } = fonts.choose(mirrored)
    const last = pieces.at(-1)
    if (last?.font === font && last.level === level) last.text += text
    else pieces.push({ text, font, level })
  }
  return pieces.map((piece) => ({ ...piece, width: fonts.measure(piece.text, piece.font) }))
}

const sumWidths = (pieces: readonly TextRun[]): number => pieces.reduce((sum, { width }) => sum + width, 0)

/** Fills each line with as many chunks as fit. */
function breakLines(chunks: readonly Chunk[], width: number, fonts: FontChoice): Piece[][] {
  const lines: Chunk[][] = [[]]
  let free = width
  for (const chunk of chunks.flatMap((each) => (each.width > width ? splitWideChunk(each, fonts) : each))) {
    if (chunk.width > free && !chunk.isSpace && lines.at(-1)!.length > 0) {
      lines.push([])
      free = width
    }
    if (chunk.isSpace && lines.at(-1)!.length === 0) continue
    lines.at(-1)!.push(chunk)
    free -= chunk.width
  }
  return lines.map((line) =>
    (line.at(-1)?.isSpace ? line.slice(0, -1) : line).flatMap(({ pieces }) => pieces),
  )
}

/** Splits a word that is wider than a line, so that it can be broken anywhere. */
const splitWideChunk = ({ pieces, isSpace }: Chunk, fonts: FontChoice): Chunk[] =>
  pieces.flatMap(({ text, font, level }) =>
    [...clusters.segment(text)].map(({ segment }) => {
      const width = fonts.measure(segment, font)
      return { pieces: [{ text: segment, font, level, width }], width, isSpace }
    }),
  )

/** Places the pieces of a line by rule L2 of the Unicode bidirectional algorithm. */
function placePieces(pieces: readonly Piece[]): TextLine {
  const ordered = [...pieces]
  const highest = Math.max(0, ...pieces.map(({ level }) => level))
  for (let level = highest; level > 0; level--)
    for (let from = 0; from < ordered.length; from++) {
      let to = from
      while (to < ordered.length && ordered[to]!.level >= level) to++
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse())
      from = to
    }
  const lefts = new Map<Piece, number>()
  let left = 0
  for (const piece of ordered) {
    lefts.set(piece, left)
    left += piece.width
  }
  return pieces.map((piece) => ({
    text: piece.text,
    font: piece.font,
    width: piece.width,
    left: lefts.get(piece)!,
  }))
}
