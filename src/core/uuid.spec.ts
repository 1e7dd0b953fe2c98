import { isUuid, uuidv7 } from './uuid.js'

const milliseconds = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)

describe('an id', () => {
  it('is a UUID of version 7 that begins with the present millisecond', () => {
    const before = Date.now()
    const id = uuidv7()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(milliseconds(id)).toBeGreaterThanOrEqual(before)
  })

  it('is larger than the one made before it', () => {
    const ids = Array.from({ length: 10_000 }, () => uuidv7())
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('takes the given instant, and grows within it', () => {
    const now = new Date('2018-05-31T10:00:00.123Z')
    const ids = Array.from({ length: 10_000 }, () => uuidv7(now))
    expect(new Set(ids.map(milliseconds))).toEqual(new Set([now.getTime()]))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('differs from all others when instants alternate', () => {
    const instants = [new Date(1_527_760_800_000), new Date(1_527_760_800_001)]
    const ids = Array.from({ length: 10_000 }, (_, index) => uuidv7(instants[index % 2]))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(['0190a6e4-7b1c-7def-8abc-0123456789ab', '0190A6E4-7B1C-7DEF-8ABC-0123456789AB'])(
    'may read %s',
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
  ])('may not read %j', (text) => {
    expect(isUuid(text)).toBe(false)
  })
})
