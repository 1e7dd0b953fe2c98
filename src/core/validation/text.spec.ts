import { escapeUnsafe, invisibleIn, isBlank, quoteForMessage, textFault, textFaults } from './text.js'

describe('textFault', () => {
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
  ])('accepts %j', (text) => {
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
  ])('rejects %j: %s', (text, code) => {
    expect(textFault(text)).toBe(code)
  })
})

describe('isBlank', () => {
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
  ])('is true for %j', (text) => expect(isBlank(text)).toBe(true))

  it.each(['a', '\u200Ba', '.', '阿', '👩‍👩‍👧‍👦', '\u0301'])('is false for %j', (text) =>
    expect(isBlank(text)).toBe(false),
  )
})

describe('invisibleIn', () => {
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
  ])('finds %j', (character) => expect(invisibleIn(`Ali${character}baba`)).toBe(character))

  it.each(['می‌خواهم', '👩‍👩‍👧‍👦', '❤️', 'שלום\u200E', 'Ødegård', 'a b\u00A0c'])('finds nothing in %j', (text) =>
    expect(invisibleIn(text)).toBeNull(),
  )
})

describe('textFaults', () => {
  it('finds faults in lists, objects and keys, with their paths, in reading order', () => {
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

  it('finds nothing in values that are not text', () => {
    for (const value of [null, undefined, 1, true, {}, [], new Date()]) expect(textFaults(value)).toEqual([])
    expect(textFaults('\u0000')).toEqual([{ path: '', code: 'CONTROL_CHARACTER' }])
  })

  it('finds faults at any depth, up to the limit', () => {
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

describe('escapeUnsafe', () => {
  it('escapes characters that are invisible or turn the reading direction', () => {
    expect(escapeUnsafe('Field "\u202Enmae\u200B"\nunknown')).toBe('Field "\\u{202e}nmae\\u{200b}"\nunknown')
  })
})

describe('quoteForMessage', () => {
  it.each([
    ['2018-02-30', '2018-02-30'],
    ['a\u202E\u0000b', 'a\\u{202e}\\u{0}b'],
    ['x'.repeat(61), 'x'.repeat(60) + '…'],
    ['👍'.repeat(61), '👍'.repeat(60) + '…'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ a: 1 }, '{"a":1}'],
  ])('turns %j into %s', (value, text) => {
    expect(quoteForMessage(value)).toBe(text)
  })
})
