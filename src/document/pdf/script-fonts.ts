/**
 * Noto fonts for the scripts that Source Sans 3 does not have. Each package has a font in slices, compressed. A document needs a
 * few slices: they are read when it has a character of theirs.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { create, type Font, type GlyphRun } from 'fontkit'
import subsetFont from 'subset-font'
import { BoundedCache } from '../../core/bounded-cache.js'

const require = createRequire(import.meta.url)

/** In order of choice: a large font has some characters of other scripts, without the rules to join them. */
const families = [
  ...[
    'arabic',
    'hebrew',
    'thai',
    'devanagari',
    'bengali',
    'tamil',
    'telugu',
    'gujarati',
    'gurmukhi',
    'kannada',
  ],
  ...[
    'malayalam',
    'sinhala',
    'khmer',
    'lao',
    'myanmar',
    'armenian',
    'georgian',
    'ethiopic',
    'sc',
    'kr',
    'symbols',
  ],
].map((script) => `noto-sans-${script}`)
families.push('noto-emoji', 'noto-sans')

interface Slice {
  /** Name of the file in its package. */
  name: string
  path: string
  ranges: [from: number, to: number][]
}

let slices: Promise<Slice[]> | undefined

async function readFamily(family: string): Promise<Slice[]> {
  const folder = `@fontsource-variable/${family}`
  const ranges = JSON.parse(await readFile(require.resolve(`${folder}/unicode.json`), 'utf8')) as Record<
    string,
    string
  >
  const ofScript = ([subset]: [string, string]) =>
    subset.startsWith('[') || family.endsWith(subset) || family === 'noto-sans'
  // the others repeat Latin, and say that they have symbols which they lack
  return Object.entries(ranges)
    .filter(ofScript)
    .map(([subset, text]) => {
      const name = `${family}-${subset.replace(/[[\]]/g, '')}-wght-normal`
      return { name, path: `${folder}/files/${name}.woff2`, ranges: parseRanges(text) }
    })
}

/** Parses `U+0600-06FF,U+0750`. */
const parseRanges = (text: string): Slice['ranges'] =>
  text.split(',').map((range) => {
    const [from, to = from] = range.trim().slice('U+'.length).split('-')
    return [parseInt(from!, 16), parseInt(to!, 16)]
  })

const openSlices = new BoundedCache<Promise<Font>>(200)

/** Opens a slice in one weight, from 100 to 900. */
const openSlice = ({ name, path, ranges }: Slice, weight: number): Promise<Font> =>
  openSlices.get(`${weight} ${name}`, async () => {
    const options = { targetFormat: 'truetype' as const, variationAxes: { wght: weight } }
    const file = await readFile(require.resolve(path))
    const font = create(await subsetFont(file, listCharacters(ranges), options)) as Font
    layOutInAnyCase(font)
    return font
  })

/**
 * Lays out a word glyph by glyph where fontkit fails: it takes a mark that has no place on a letter for a fault, as in the
 * fonts of Gurmukhi and Khmer.
 */
function layOutInAnyCase(font: Font): void {
  const layout = font.layout.bind(font)
  font.layout = (text, features) => {
    try {
      return layout(text, features)
    } catch {
      const glyphs = font.glyphsForString(text)
      const positions = glyphs.map(({ advanceWidth }) => ({
        xAdvance: advanceWidth,
        yAdvance: 0,
        xOffset: 0,
        yOffset: 0,
      }))
      const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
      return { glyphs, positions, advanceWidth } as unknown as GlyphRun
    }
  }
}

const listCharacters = (ranges: Slice['ranges']): string =>
  ranges
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)))
    .join('')

/** A font with some characters of a document. */
export interface ScriptFont {
  name: string
  font: Font
}

/**
 * Returns the font of each character that one has, in one weight. A slice says that it has characters which it lacks, so
 * those are looked for in the next one.
 */
export async function findScriptFonts(
  characters: ReadonlySet<string>,
  weight: number,
): Promise<Map<string, ScriptFont>> {
  slices ??= Promise.all(families.map(readFamily)).then((all) => all.flat())
  const found = new Map<string, ScriptFont>()
  for (const slice of await slices) {
    const wanted = [...characters].filter((character) => !found.has(character) && isInRange(character, slice))
    if (wanted.length === 0) continue
    const scriptFont = { name: slice.name, font: await openSlice(slice, weight) }
    for (const character of wanted)
      if (scriptFont.font.hasGlyphForCodePoint(character.codePointAt(0)!)) found.set(character, scriptFont)
  }
  return found
}

const isInRange = (character: string, { ranges }: Slice): boolean => {
  const code = character.codePointAt(0)!
  return ranges.some(([from, to]) => from <= code && code <= to)
}
