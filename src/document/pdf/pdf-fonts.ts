/** The fonts of PDF documents. They are opened once, and cache the layout of words, which documents share. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit'
import { BoundedCache } from '../../core/bounded-cache.js'

const require = createRequire(import.meta.url)

export const fonts = { regular: 'regular', strong: 'strong', slanted: 'slanted' } as const
export type FontName = keyof typeof fonts

/** Source Sans 3 has Latin with all accents, Greek and Cyrillic, and digits of equal width. */
const weights: Record<FontName, string> = {
  regular: '400Regular',
  strong: '600SemiBold',
  slanted: '400Regular_Italic',
}

const openFonts = new BoundedCache<Font>()

/** pdfkit accepts an open font, which its types omit. */
type FontSource = Parameters<PDFKit.PDFDocument['registerFont']>[1]

export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const name of Object.values(fonts)) {
    const font: unknown = openFonts.get(name, () => openFont(weights[name]))
    doc.registerFont(name, font as FontSource)
  }
  doc.font(fonts.regular)
}

function openFont(weight: string): Font {
  const file = require.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`)
  const font = create(readFileSync(file)) as Font
  cacheGlyphs(font)
  cacheLayout(font)
  return font
}

/**
 * Caches glyphs by glyph and characters. Fontkit caches a glyph with the first characters that it was used for, so the
 * text of one document would depend on the documents made before it.
 */
function cacheGlyphs(font: Font): void {
  const cache = new BoundedCache<Glyph>()
  const getGlyph = font.getGlyph.bind(font)
  font.getGlyph = (id, characters = []) =>
    cache.get(
      `${id} ${characters.join()}`,
      () => Object.create(getGlyph(id), { codePoints: { value: characters } }) as Glyph,
    )
}

type Run = Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'>

/** In characters. Longer text seldom repeats and would fill the cache. */
const maxCachedLength = 40

/** Caches the layout of words, which is slow. pdfkit scales a run in place, which is harmless with 1000 units per em. */
function cacheLayout(font: Font): void {
  const cache = new BoundedCache<Run>()
  const layout = font.layout.bind(font)
  const layOut = (text: string): Run => {
    const { glyphs, positions, advanceWidth } = layout(widenSpaces(text))
    return { glyphs, positions, advanceWidth }
  }
  font.layout = (text) =>
    (text.length > maxCachedLength ? layOut(text) : cache.get(text, () => layOut(text))) as GlyphRun
}

/** The narrow space of this font is almost invisible: a number of seven digits would read as one word. */
const widenSpaces = (text: string): string => text.replaceAll('\u202f', '\u00a0')
