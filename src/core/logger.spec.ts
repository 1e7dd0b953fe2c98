import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryFailedError } from 'typeorm'
import { createLogger } from './logger.js'
import { packageFolder } from './package-folder.js'

const logOf = (error: unknown): string => {
  const lines: string[] = []
  createLogger('test', { write: (line) => void lines.push(line) }).error({ err: error }, 'unexpected error')
  return lines.join('')
}

const failure = Object.assign(new Error('new row violates check constraint'), {
  ...{ code: '23514', constraint: 'deal_check', table: 'deal' },
  detail: 'Failing row contains (Quokka title).',
  where: `SQL statement "create role x password 'Quokka verifier'"`,
  internalQuery: `select 'Quokka query'`,
})

describe('the log of an error', () => {
  it.each<[string, unknown]>([
    ['a failed statement', new QueryFailedError('select f($1)', ['Quokka parameter'], failure)],
    ['an error of PostgreSQL', failure],
    ['its cause', new Error('failed', { cause: new QueryFailedError('', ['Quokka parameter'], failure) })],
    ['an error with a response', Object.assign(new Error('failed'), { response: { body: 'Quokka token' } })],
    ['what is no error', { password: 'Quokka password' }],
    ['a text', 'Quokka text'],
  ])('has no values of %s', (_, error) => {
    expect(logOf(error)).not.toContain('Quokka')
  })

  it('has what is needed to find the fault', () => {
    const { err } = JSON.parse(logOf(new Error('failed', { cause: failure })))
    expect(err).toMatchObject({
      ...{ type: 'Error', message: 'failed' },
      stack: expect.stringContaining('logger.spec'),
      cause: { code: '23514', constraint: 'deal_check', table: 'deal', message: failure.message },
    })
  })
})

it('is written by no other logger of the service', () => {
  const folder = join(packageFolder(), 'src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const importing = files.filter((name) =>
    /^import .* from 'pino'/m.test(readFileSync(join(folder, name), 'utf8')),
  )
  expect(importing).toEqual([join('core', 'logger.ts')])
})
