/** The fonts of PDFs: opened once for all documents, which have most of their words in common. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit'
import { Remembered } from '../../core/remembered.js'

const require = createRequire(import.meta.url)

export const fonts = { regular: 'regular', strong: 'strong', slanted: 'slanted' } as const
export type FontName = keyof typeof fonts

/** Source Sans 3: Latin with all accents, Greek and Cyrillic; digits of equal width. */
const weights: Record<FontName, string> = {
  regular: '400Regular',
  strong: '600SemiBold',
  slanted: '400Regular_Italic',
}

const opened = new Remembered<Font>()

/** PDFKit takes a font that is open; its types do not say so. */
type Source = Parameters<PDFKit.PDFDocument['registerFont']>[1]

export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const name of Object.values(fonts)) {
    const font: unknown = opened.get(name, () => open(weights[name]))
    doc.registerFont(name, font as Source)
  }
  doc.font(fonts.regular)
}

function open(weight: string): Font {
  const file = require.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`)
  const font = create(readFileSync(file)) as Font
  rememberGlyphs(font)
  rememberRuns(font)
  return font
}

/**
 * Fontkit keeps a glyph with the characters that it stood for first. Here they belong to it: else the text of one
 * document would depend on those that were made before it.
 */
function rememberGlyphs(font: Font): void {
  const known = new Remembered<Glyph>()
  const glyph = font.getGlyph.bind(font)
  font.getGlyph = (id, characters = []) =>
    known.get(
      `${id} ${characters.join()}`,
      () => Object.create(glyph(id), { codePoints: { value: characters } }) as Glyph,
    )
}

type Run = Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'>

/** In characters: longer ones seldom come again, and would fill the memory. */
const longest = 40

/** To lay out a word takes long. Whoever asks scales it in place, which changes nothing: the fonts have 1000 units per em. */
function rememberRuns(font: Font): void {
  const known = new Remembered<Run>()
  const layout = font.layout.bind(font)
  const laidOut = (text: string): Run => {
    const { glyphs, positions, advanceWidth } = layout(wider(text))
    return { glyphs, positions, advanceWidth }
  }
  font.layout = (text) =>
    (text.length > longest ? laidOut(text) : known.get(text, () => laidOut(text))) as GlyphRun
}

/** The narrow space of this font is hardly seen: a number of seven digits would read as one word. */
const wider = (text: string): string => text.replaceAll('\u202f', '\u00a0')
