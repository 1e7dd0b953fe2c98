/**
 * The fonts of PDF documents: Source Sans 3, and Noto for the scripts that it does not have. They are opened once, and
 * Source Sans caches the layout of words, which documents share.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit'
import { BoundedCache } from '../../core/bounded-cache.js'
import { findScriptFonts, type ScriptFont } from './script-fonts.js'

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

const openOnce = (name: FontName): Font => openFonts.get(name, () => openFont(weights[name]))

/** Weights of the Noto fonts. */
const scriptWeights: Record<FontName, number> = { regular: 400, strong: 600, slanted: 400 }

/** Text that Source Sans 3 surely has, which most is. */
const isLatin = (text: string): boolean => /^[\n\x20-\x7e\u00a0-\u017f]*$/.test(text)

/** Characters without a shape, such as joiners. They are left out where a font does not have them. */
const isIgnorable = (character: string): boolean =>
  /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u.test(character)

const codeOf = (character: string): number => character.codePointAt(0)!

const isPlainCharacter = (character: string): boolean =>
  character === '\n' || openOnce(fonts.regular).hasGlyphForCodePoint(codeOf(character))

/** The fonts of one document. */
export class DocumentFonts {
  private readonly scriptFonts: Map<FontName, Map<string, ScriptFont>>

  private constructor(scriptFonts: DocumentFonts['scriptFonts']) {
    this.scriptFonts = scriptFonts
  }

  /** Registers Source Sans 3 and the fonts that the other characters of the texts need. */
  static async register(doc: PDFKit.PDFDocument, texts: Iterable<string>): Promise<DocumentFonts> {
    const foreign = new Set<string>()
    for (const text of texts)
      if (!isLatin(text))
        for (const character of text) if (!isPlainCharacter(character)) foreign.add(character)
    const scriptFonts = new Map<FontName, Map<string, ScriptFont>>()
    for (const name of Object.values(fonts)) {
      const source: unknown = openOnce(name)
      doc.registerFont(name, source as FontSource)
      const found =
        foreign.size > 0 ? await findScriptFonts(foreign, scriptWeights[name]) : new Map<string, ScriptFont>()
      scriptFonts.set(name, found)
      for (const { name: slice, font } of new Set(found.values()))
        doc.registerFont(registeredName(name, slice), font as unknown as FontSource)
    }
    doc.font(fonts.regular)
    return new DocumentFonts(scriptFonts)
  }

  /** Whether Source Sans 3 has all characters of a text. */
  isPlain(text: string): boolean {
    return isLatin(text) || [...text].every(isPlainCharacter)
  }

  /**
   * Returns the registered font for a character and those that combine with it. A character that no font has is printed as
   * its number, such as `[U+12000]`.
   */
  choose(cluster: string, name: FontName): { font: string; text: string } {
    if (this.isPlain(cluster)) return { font: name, text: cluster }
    const characters = [...cluster]
    const scriptFont = this.scriptFonts.get(name)!.get(characters.find((each) => !isIgnorable(each)) ?? '')
    const has = (character: string) =>
      scriptFont ? scriptFont.font.hasGlyphForCodePoint(codeOf(character)) : isPlainCharacter(character)
    const text = characters
      .map((each) => (has(each) ? each : isIgnorable(each) ? '' : `[U+${toHex(codeOf(each))}]`))
      .join('')
    return { font: scriptFont ? registeredName(name, scriptFont.name) : name, text }
  }
}

const registeredName = (name: FontName, slice: string): string => `${name} ${slice}`

const toHex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0')

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
