import { seal, unseal } from './sealed.js'

const secret = 'a secret of some length'

describe('a sealed value', () => {
  it('is read with the same secret and for the same purpose only', async () => {
    const sealed = await seal(secret, 'id token', { value: 1 })
    expect(await unseal(secret, 'id token', sealed)).toEqual({ value: 1 })
    await expect(unseal(secret, 'sign-in cookie', sealed)).rejects.toThrow()
    await expect(unseal('another secret', 'id token', sealed)).rejects.toThrow()
    await expect(unseal(secret, 'id token', `${sealed.slice(0, -4)}AAAA`)).rejects.toThrow()
  })

  it('is not read after its time', async () => {
    const sealed = await seal(secret, 'id token', { value: 1 }, '-1 second')
    await expect(unseal(secret, 'id token', sealed)).rejects.toThrow()
  })
})
