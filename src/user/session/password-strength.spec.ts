import { isStrong } from './password-strength.js'

const words = ['Head of Awex', 'head@awex.example', 'Liège Airport']

describe('a password', () => {
  it.each([
    '123456789012',
    'aaaaaaaaaaaa',
    'Password1234!',
    'qwertyuiop123',
    'motdepasse123',
    'wachtwoord1234',
    'geheimnis1234',
    'head@awex.example',
    'Liège Airport 1',
    'ancrage-demo',
    'abc'.repeat(100),
  ])('is weak: %s', (password) => {
    expect(isStrong(password, words)).toBe(false)
  })

  it.each(['correct horse battery', 'another long one', 'Zwaluw kiest natte dakpan', 'vq8#Lm2!xTe9'])(
    'is strong: %s',
    (password) => {
      expect(isStrong(password, words)).toBe(true)
    },
  )
})
