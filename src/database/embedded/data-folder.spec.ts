import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../../config/start-error.js'
import { chooseDataFolder, findClosedFolder } from './data-folder.js'

describe('findClosedFolder', () => {
  const top = mkdtempSync(join(tmpdir(), 'ancrage-'))
  const inner = join(top, 'inner')
  const otherUser = { uid: 54321, gid: 54321 }

  beforeAll(() => mkdirSync(inner))
  afterAll(() => rmSync(top, { recursive: true, force: true }))

  it.each([
    [0o755, 0o755, undefined],
    [0o711, 0o701, undefined],
    [0o700, 0o755, top],
    [0o755, 0o750, inner],
  ])('returns the closed folder for modes %o/%o', (topMode, innerMode, closed) => {
    chmodSync(top, topMode)
    chmodSync(inner, innerMode)
    expect(findClosedFolder(inner, otherUser)).toBe(closed)
  })

  it('checks the existing parents of a missing folder', () => {
    chmodSync(top, 0o700)
    expect(findClosedFolder(join(inner, 'not', 'yet'), otherUser)).toBe(top)
  })
})

describe('chooseDataFolder', () => {
  const top = mkdtempSync(join(tmpdir(), 'ancrage-'))
  const file = join(top, 'file')
  beforeAll(() => {
    chmodSync(top, 0o755)
    writeFileSync(file, '')
  })
  afterAll(() => rmSync(top, { recursive: true, force: true }))

  it.each([file, join(file, 'below')])(
    'rejects a file, with a message that names the setting: %#',
    (folder) => {
      const choose = () => chooseDataFolder(folder, () => undefined)
      expect(choose).toThrow(StartError)
      expect(choose).toThrow(/DATA_DIR/)
    },
  )
})
