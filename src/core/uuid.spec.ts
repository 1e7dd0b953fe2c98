import { isUuid, uuidv7 } from './uuid.js'

const milliseconds = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)

describe('uuidv7', () => {
  it('returns a UUID of version 7 that begins with the current millisecond', () => {
    const before = Date.now()
    const id = uuidv7()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(milliseconds(id)).toBeGreaterThanOrEqual(before)
  })

  it('returns growing ids', () => {
    const ids = Array.from({ length: 10_000 }, () => uuidv7())
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('uses the instant of the operation, with growing ids within it', () => {
    const now = new Date('2018-05-31T10:00:00.123Z')
    const ids = Array.from({ length: 10_000 }, () => uuidv7(now))
    expect(new Set(ids.map(milliseconds))).toEqual(new Set([now.getTime()]))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('returns unique ids when instants alternate', () => {
    const instants = [new Date(1_527_760_800_000), new Date(1_527_760_800_001)]
    const ids = Array.from({ length: 10_000 }, (_, index) => uuidv7(instants[index % 2]))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('isUuid', () => {
  it.each(['0190a6e4-7b1c-7def-8abc-0123456789ab', '0190A6E4-7B1C-7DEF-8ABC-0123456789AB'])(
    'accepts %s',
    (text) => {
      expect(isUuid(text)).toBe(true)
    },
  )

  it.each([
    '',
    'x',
    '0190a6e47b1c7def8abc0123456789ab',
    '0190a6e4-7b1c-7def-8abc-0123456789a',
    "' or 1=1 --",
    '{0190a6e4-7b1c-7def-8abc-0123456789ab}',
  ])('rejects %j', (text) => {
    expect(isUuid(text)).toBe(false)
  })
})
