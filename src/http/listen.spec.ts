import { explainListenError } from './listen.js'
import { StartError } from '../config/start-error.js'

const errorWithCode = (code: string) => Object.assign(new Error(code), { code })

describe('explainListenError', () => {
  it.each([
    ['EADDRINUSE', 3000, 'Port 3000 is taken: set PORT to another, for example PORT=3001 npm start.'],
    [
      'EACCES',
      80,
      'This user may not open port 80: set PORT to 1024 or above, for example PORT=3000 npm start.',
    ],
    [
      'EADDRNOTAVAIL',
      3000,
      'HOST 10.9.8.7 is not an address of this machine: set HOST to one, for example 127.0.0.1.',
    ],
  ])('explains what to do about %s', (code, port, sentence) => {
    expect(explainListenError(errorWithCode(code), '10.9.8.7', port)).toEqual(new StartError(sentence))
  })

  it('returns other errors unchanged', () => {
    const error = errorWithCode('EMFILE')
    expect(explainListenError(error, '127.0.0.1', 3000)).toBe(error)
  })
})
