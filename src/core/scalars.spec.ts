import type { GraphQLScalarType } from 'graphql'
import { parseValue } from 'graphql'
import { DateScalar, DateTimeScalar, DecimalScalar, IsoWeekScalar, JsonScalar, UrlScalar } from './scalars.js'

const literal = (scalar: GraphQLScalarType, text: string, variables = {}) =>
  scalar.parseLiteral(parseValue(text), variables)

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('Date', () => {
  it('parses and serializes a day unchanged', () => {
    expect(DateScalar.parseValue('2018-05-31')).toBe('2018-05-31')
    expect(literal(DateScalar, '"2018-05-31"')).toBe('2018-05-31')
    expect(DateScalar.serialize('2018-05-31')).toBe('2018-05-31')
  })

  it.each(['2018-02-30', '2018-05-31T00:00:00Z', '31/05/2018', '', 20180531, true, null, {}, ['2018-05-31']])(
    'rejects %j and explains the form',
    (value) => {
      expect(() => DateScalar.parseValue(value)).toThrow(
        'Write a day that exists, from 1900 to 2200, as YYYY-MM-DD',
      )
    },
  )

  it('quotes the invalid value, shortened and with its invisible characters escaped', () => {
    expect(() => DateScalar.parseValue('2018-02-30')).toThrow('“2018-02-30” is not one')
    expect(() => DateScalar.parseValue('x'.repeat(1_000_000))).toThrow(`“${'x'.repeat(60)}…” is not one`)
    expect(() => DateScalar.parseValue('\u202E2018')).toThrow('“\\u{202e}2018” is not one')
    expect(() => literal(DateScalar, '20180531')).toThrow('“20180531” is not one')
  })

  it('throws when it serializes anything else', () => {
    for (const value of [new Date(), '2018-05-31T00:00:00', 20180531]) {
      expect(() => DateScalar.serialize(value)).toThrow(TypeError)
    }
  })
})

describe('DateTime', () => {
  it.each([
    ['2018-05-31T12:00:00+02:00', '2018-05-31T10:00:00.000Z'],
    ['2018-05-31T10:00Z', '2018-05-31T10:00:00.000Z'],
    ['2018-05-31T10:00:00.1Z', '2018-05-31T10:00:00.100Z'],
    ['2018-12-31T23:30:00.123-08:00', '2019-01-01T07:30:00.123Z'],
    ['2018-03-25T02:30:00+01:00', '2018-03-25T01:30:00.000Z'],
  ])('parses %s as %s', (text, instant) => {
    expect(DateTimeScalar.parseValue(text)).toBe(instant)
    expect(literal(DateTimeScalar, `"${text}"`)).toBe(instant)
  })

  it.each([
    '2018-05-31',
    '2018-05-31T10:00:00',
    '2018-02-30T10:00:00Z',
    '2018-05-31T24:00:00Z',
    '2018-05-31T10:60:00Z',
    '2016-12-31T23:59:60Z',
    '2018-05-31T10:00:00.1234Z',
    '2018-05-31T10:00:00+25:00',
    '2018-05-31 10:00:00Z',
    '1900-01-01T00:00:00+01:00',
    'now',
    1527760800000,
  ])('rejects %j', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('Write a moment as ISO 8601 with its offset')
  })

  it.each([
    ['2018-05-31T10:00:00.123456+00:00', '2018-05-31T10:00:00.123Z'],
    ['2018-05-31T10:00:00+00:00', '2018-05-31T10:00:00.000Z'],
    ['2018-05-31T12:00:00.5+02:00', '2018-05-31T10:00:00.500Z'],
    ['2018-05-31 10:00:00.999999+00', '2018-05-31T10:00:00.999Z'],
    ['2018-05-31T10:00:00.000Z', '2018-05-31T10:00:00.000Z'],
  ])('serializes the database text %s as %s', (stored, instant) => {
    expect(DateTimeScalar.serialize(stored)).toBe(instant)
  })

  it('serializes a Date, and throws for a value that is no instant', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
    expect(() => DateTimeScalar.serialize('infinity')).toThrow()
    expect(() => DateTimeScalar.serialize('2018-05-31T10:00:00')).toThrow()
  })
})

describe('Decimal', () => {
  it.each([
    ['"12800000000.50"', '12800000000.50'],
    ['12800000000.50', '12800000000.50'],
    ['999999999999999999.99', '999999999999999999.99'],
    ['-3', '-3'],
    ['0', '0'],
    ['"-0.00"', '0.00'],
  ])('parses the literal %s exactly', (source, text) => {
    expect(literal(DecimalScalar, source)).toBe(text)
  })

  it.each([
    [12.5, '12.5'],
    [1e15 - 1, '999999999999999'],
    [-0, '0'],
    ['999999999999999999.99', '999999999999999999.99'],
  ])('parses the variable %j exactly', (value, text) => {
    expect(DecimalScalar.parseValue(value)).toBe(text)
  })

  it.each([
    '1.234',
    '1e3',
    '1,5',
    '+1',
    '01',
    '.5',
    '1.',
    '',
    ' 1',
    'NaN',
    '1234567890123456789',
    1.005,
    NaN,
    null,
    {},
    [1],
  ])('rejects %j', (value) => {
    expect(() => DecimalScalar.parseValue(value)).toThrow('Write an exact number with at most 18 digits')
  })

  it.each([0.1 + 0.2, 2 ** 53 + 2, 2 ** 46 + 1 / 64, 1e300])('rejects the inexact number %d', (value) => {
    expect(() => DecimalScalar.parseValue(value)).toThrow(/number/)
  })

  it.each(['1e3', '1.234', 'true', '{a: 1}', 'EUR'])('rejects the literal %s', (source) => {
    expect(() => literal(DecimalScalar, source)).toThrow('Write an exact number')
  })
})

describe('IsoWeek', () => {
  it('accepts only a week that exists', () => {
    expect(IsoWeekScalar.parseValue('2020-W53')).toBe('2020-W53')
    expect(() => IsoWeekScalar.parseValue('2018-W53')).toThrow('“2018-W53” is not one')
    expect(() => literal(IsoWeekScalar, '22')).toThrow('for example 2018-W22')
  })
})

describe('Url', () => {
  it.each(['https://www.awex.be', 'http://example.com/a?b=c#d', 'https://例え.jp/é'])(
    'accepts %s unchanged',
    (url) => {
      expect(UrlScalar.parseValue(url)).toBe(url)
    },
  )

  it.each([
    'javascript:alert(1)',
    'ftp://example.com',
    'www.awex.be',
    'https://',
    'https://a b.be',
    ' https://awex.be',
    'https://awex.be/\n',
    'https://awex.be/\u202E',
    'https://awex.be/' + 'x'.repeat(2000),
    7,
  ])('rejects %j', (url) => {
    expect(() => UrlScalar.parseValue(url)).toThrow('Write the full address of a web page')
  })
})

describe('JSON', () => {
  it('accepts any value, as a variable and as a literal', () => {
    const value = { a: [1, 2.5, 'x', true, null], b: { c: {} } }
    expect(JsonScalar.parseValue(value)).toEqual(value)
    expect(literal(JsonScalar, '{a: [1, 2.5, "x", true, null], b: {c: {}}}')).toEqual(value)
    expect(literal(JsonScalar, '{a: $a, b: $missing}', { a: [1] })).toEqual({ a: [1], b: null })
    expect(JsonScalar.serialize(value)).toEqual(value)
  })

  it('rejects a value nested deeper than twenty', () => {
    expect(JsonScalar.parseValue(JSON.parse(nested(20)))).toBeDefined()
    expect(() => JsonScalar.parseValue(JSON.parse(nested(5000)))).toThrow('Nest at most 20')
    expect(literal(JsonScalar, nested(20))).toBeDefined()
    expect(() => literal(JsonScalar, nested(21))).toThrow('Nest at most 20')
    expect(() => literal(JsonScalar, '[$a]', { a: JSON.parse(nested(20)) })).toThrow('Nest at most 20')
  })

  it('treats __proto__ as an ordinary key', () => {
    const value = literal(JsonScalar, '{__proto__: {admin: true}}') as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('admin' in value).toBe(false)
  })

  it.each(['9007199254740993', '1e999'])('rejects the number %s, which JSON cannot carry', (source) => {
    expect(() => literal(JsonScalar, source)).toThrow('Write this number as a string')
  })
})
