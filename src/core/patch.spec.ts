import type { Changes } from './patch.js'
import { patch } from './patch.js'
import { type AppError } from './error/app-error.js'

interface Site {
  name: string
  town: string | null
  tags: string[]
  price?: { amount: string; currency: string }
}

const makeSite = (): Site => ({
  name: 'North',
  town: 'Liège',
  tags: ['air'],
  price: { amount: '1', currency: 'EUR' },
})

const catchError = (target: Site, changes: Changes<Site>): AppError => {
  try {
    patch(target, changes, ['town'])
  } catch (error) {
    return error as AppError
  }
  throw new Error('nothing was rejected')
}

describe('patch', () => {
  it('writes the changes and returns the changed keys', () => {
    const site = makeSite()
    expect(patch(site, { name: 'South', town: null }, ['town'])).toEqual(['name', 'town'])
    expect(site).toEqual({ ...makeSite(), name: 'South', town: null })
  })

  it('ignores undefined', () => {
    const site = makeSite()
    expect(patch(site, { name: undefined, tags: [] }, [])).toEqual(['tags'])
    expect(site).toEqual({ ...makeSite(), tags: [] })
  })

  it('does not return unchanged keys', () => {
    expect(patch(makeSite(), { ...makeSite(), name: 'South' }, [])).toEqual(['name'])
    expect(patch(makeSite(), {}, [])).toEqual([])
  })

  it('rejects null for a key that is not nullable, and changes nothing', () => {
    const site = makeSite()
    const error = catchError(site, { town: null, name: null, tags: null })
    expect(error.code).toBe('BAD_USER_INPUT')
    expect(error.fields).toEqual([
      { path: 'input.name', code: 'NOT_NULL' },
      { path: 'input.tags', code: 'NOT_NULL' },
    ])
    expect(site).toEqual(makeSite())
  })
})
