import { layOutMixedText, type FontChoice } from './mixed-text.js'

/** Each character is one wide; the font of a character is its script. */
const fonts: FontChoice = {
  choose: (text) => ({
    text,
    font: /[\p{sc=Han}]/u.test(text) ? 'han' : /[\p{sc=Arab}]/u.test(text) ? 'arabic' : 'latin',
  }),
  measure: (text) => [...text].length,
}

/** As it is placed, from left to right. */
const linesOf = (text: string, width = 100): string[] =>
  layOutMixedText(text, width, fonts).map((line) =>
    [...line]
      .sort((a, b) => a.left - b.left)
      .map((run) => run.text)
      .join('|'),
  )

it('a line lists its words in the order in which they are read', () => {
  const [line] = layOutMixedText('شركة أرامكو', 100, fonts)
  expect(line!.map(({ text, left }) => [text, left])).toEqual([
    ['شركة', 7],
    [' ', 6],
    ['أرامكو', 0],
  ])
})

describe('the lines of a text of several scripts', () => {
  it.each([
    ['changes the font within a line', 'Alibaba 阿里', 100, ['Alibaba| |阿里']],
    ['ends a line at a space, which it leaves out', 'one two 阿里', 7, ['one| |two', '阿里']],
    ['ends a line between words that no space separates', '阿里巴巴集团', 4, ['阿里巴巴', '集团']],
    ['ends a line at the line feeds of any system', '阿\r\n里\r巴', 100, ['阿', '里', '巴']],
    ['keeps punctuation with the word before it', '集团，阿里', 3, ['集团|，', '阿里']],
    ['keeps an opening bracket with the word after it', '集团（阿里', 3, ['集团', '（|阿里']],
    ['ends a line at a line feed', 'one\n阿里', 100, ['one', '阿里']],
    ['breaks a word that is wider than the line', 'abcdefg', 3, ['a|b|c', 'd|e|f', 'g']],
    ['reads right to left', 'Saudi شركة أرامكو 阿里', 100, ['Saudi| |أرامكو| |شركة| |阿里']],
    ['mirrors brackets that are read right to left', 'شركة (أرامكو) أ', 100, ['أ| |(|أرامكو|)| |شركة']],
    ['reads a number within it left to right', 'شركة 42 أ', 100, ['أ| |42| |شركة']],
  ])('%s', (_, text, width, lines) => {
    expect(linesOf(text, width)).toEqual(lines)
  })
})
