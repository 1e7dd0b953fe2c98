import { escapeUnsafe, invisibleIn, isBlank, quoteForMessage, textFault, textFaults } from './text.js'

describe('a text', () => {
  it.each([
    'plain',
    '',
    'two\nlines\tand a tab',
    'Liège, Øresund, Łódź',
    'שלום',
    'مرحبا بالعالم',
    '阿里巴巴',
    '👩‍👩‍👧‍👦 🇧🇪',
    'می‌خواهم',
    'left-to-right mark \u200E',
    'e\u0301',
    '\u{10FFFD}',
  ])('%j is accepted', (text) => {
    expect(textFault(text)).toBeNull()
  })

  it.each([
    ['a\u0000b', 'CONTROL_CHARACTER'],
    ['a\rb', 'CONTROL_CHARACTER'],
    ['\u001B[31m', 'CONTROL_CHARACTER'],
    ['\u007F', 'CONTROL_CHARACTER'],
    ['\u0085', 'CONTROL_CHARACTER'],
    ...['\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'].map(
      (character) => [`invoice${character}fdp`, 'BIDI_CONTROL'],
    ),
    ['\uD800', 'LONE_SURROGATE'],
    ['a\uDC00', 'LONE_SURROGATE'],
    ['\uDE00\uD83D', 'LONE_SURROGATE'],
    ['\uFFFE', 'NONCHARACTER'],
    ['\uFDD0', 'NONCHARACTER'],
    ['\u{1FFFF}', 'NONCHARACTER'],
  ])('%j is refused: %s', (text, code) => {
    expect(textFault(text)).toBe(code)
  })
})

describe('a text in which nothing is seen', () => {
  it.each([
    '',
    ' \n\t',
    '\u00A0',
    '\u200B',
    '\u3164',
    '\u2800',
    '\u00AD',
    '\uFEFF',
    '\u200E \u200D',
    '\u{E0041}',
  ])('%j is blank', (text) => expect(isBlank(text)).toBe(true))

  it.each(['a', '\u200Ba', '.', '阿', '👩‍👩‍👧‍👦', '\u0301'])('%j is not', (text) =>
    expect(isBlank(text)).toBe(false),
  )
})

describe('the invisible in a name', () => {
  it.each([
    '\u00AD',
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u3164',
    '\uFFA0',
    '\u115F',
    '\u2800',
    '\u180E',
    '\u{E0041}',
  ])('is %j', (character) => expect(invisibleIn(`Ali${character}baba`)).toBe(character))

  it.each(['می‌خواهم', '👩‍👩‍👧‍👦', '❤️', 'שלום\u200E', 'Ødegård', 'a b\u00A0c'])('is nothing of %j', (text) =>
    expect(invisibleIn(text)).toBeNull(),
  )
})

describe('the faulty texts of a value', () => {
  it('are found in lists, objects and keys, with their places, in reading order', () => {
    const value = {
      input: { title: 'ok', names: ['fine', { text: 'a\u0000' }], '\u202Ekey': 1, last: '\uFFFF' },
      n: 3,
    }
    expect(textFaults(value)).toEqual([
      { path: 'input.names[1].text', code: 'CONTROL_CHARACTER' },
      { path: 'input.\\u{202e}key', code: 'BIDI_CONTROL' },
      { path: 'input.last', code: 'NONCHARACTER' },
    ])
  })

  it('are none in what is not text', () => {
    for (const value of [null, undefined, 1, true, {}, [], new Date()]) expect(textFaults(value)).toEqual([])
    expect(textFaults('\u0000')).toEqual([{ path: '', code: 'CONTROL_CHARACTER' }])
  })

  it('are found at any depth, and no more of them than wanted', () => {
    let deep: unknown = '\u0000'
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(textFaults(deep)).toHaveLength(1)
    expect(textFaults(Array(1000).fill('\u0000'))).toHaveLength(20)
    expect(textFaults(Array(1000).fill('\u0000'), 3).map((fault) => fault.path)).toEqual([
      '[0]',
      '[1]',
      '[2]',
    ])
  })
})

describe('a text that is repeated', () => {
  it('shows what turns the reading direction or is not seen', () => {
    expect(escapeUnsafe('Field "\u202Enmae\u200B"\nunknown')).toBe('Field "\\u{202e}nmae\\u{200b}"\nunknown')
  })
})

describe('a text shown in a message', () => {
  it.each([
    ['2018-02-30', '2018-02-30'],
    ['a\u202E\u0000b', 'a\\u{202e}\\u{0}b'],
    ['x'.repeat(61), 'x'.repeat(60) + '…'],
    ['👍'.repeat(61), '👍'.repeat(60) + '…'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j becomes %s', (value, text) => {
    expect(quoteForMessage(value)).toBe(text)
  })
})
