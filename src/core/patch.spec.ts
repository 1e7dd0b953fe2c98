import type { Changes } from './patch.js'
import { patch } from './patch.js'
import { type AppError } from './error/app-error.js'

interface Site {
  name: string
  town: string | null
  tags: string[]
  price?: { amount: string; currency: string }
}

const aSite = (): Site => ({
  name: 'North',
  town: 'Liège',
  tags: ['air'],
  price: { amount: '1', currency: 'EUR' },
})

const caught = (target: Site, changes: Changes<Site>): AppError => {
  try {
    patch(target, changes, ['town'])
  } catch (error) {
    return error as AppError
  }
  throw new Error('nothing was refused')
}

describe('a patch', () => {
  it('writes what is given and names what changed', () => {
    const site = aSite()
    expect(patch(site, { name: 'South', town: null }, ['town'])).toEqual(['name', 'town'])
    expect(site).toEqual({ ...aSite(), name: 'South', town: null })
  })

  it('leaves out what is undefined', () => {
    const site = aSite()
    expect(patch(site, { name: undefined, tags: [] }, [])).toEqual(['tags'])
    expect(site).toEqual({ ...aSite(), tags: [] })
  })

  it('does not name what stays the same', () => {
    expect(patch(aSite(), { ...aSite(), name: 'South' }, [])).toEqual(['name'])
    expect(patch(aSite(), {}, [])).toEqual([])
  })

  it('refuses every null that may not be, and then changes nothing', () => {
    const site = aSite()
    const problem = caught(site, { town: null, name: null, tags: null })
    expect(problem.code).toBe('BAD_USER_INPUT')
    expect(problem.fields).toEqual([
      { path: 'input.name', code: 'NOT_NULL' },
      { path: 'input.tags', code: 'NOT_NULL' },
    ])
    expect(site).toEqual(aSite())
  })
})
