/** The parts of modules without types that the PDF writer uses. */
declare module 'bidi-js' {
  interface EmbeddingLevels {
    /** By UTF-16 code unit; odd: right to left. */
    levels: Uint8Array
  }
  interface Bidi {
    getEmbeddingLevels(text: string, direction: 'ltr' | 'rtl'): EmbeddingLevels
    /** Returns the mirror image of a character such as a bracket; null if it has none. */
    getMirroredCharacter(character: string): string | null
  }
  export default function createBidi(): Bidi
}

declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'truetype'; variationAxes: Record<string, number> },
  ): Promise<Buffer>
}
