import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closedFolder } from './embedded-place.js'

describe('a folder for another user', () => {
  const top = mkdtempSync(join(tmpdir(), 'ancrage-'))
  const inner = join(top, 'inner')
  const stranger = { uid: 54321, gid: 54321 }

  beforeAll(() => mkdirSync(inner))
  afterAll(() => rmSync(top, { recursive: true, force: true }))

  it.each([
    [0o755, 0o755, undefined],
    [0o711, 0o701, undefined],
    [0o700, 0o755, top],
    [0o755, 0o750, inner],
  ])('is open or closed at %o/%o', (topMode, innerMode, closed) => {
    chmodSync(top, topMode)
    chmodSync(inner, innerMode)
    expect(closedFolder(inner, stranger)).toBe(closed)
  })

  it('is judged by its nearest existing parents', () => {
    chmodSync(top, 0o700)
    expect(closedFolder(join(inner, 'not', 'yet'), stranger)).toBe(top)
  })
})
