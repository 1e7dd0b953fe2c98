/** The weight of the application: what a browser loads for an address before it can show it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../pages/', import.meta.url))

interface Chunk {
  file: string
  src?: string
  imports?: string[]
  css?: string[]
}

const manifest = JSON.parse(readFileSync(`${folder}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>

/** Returns the files that these chunks need at once, without what is loaded later. */
function filesOf(names: string[]): string[] {
  const seen = new Set<string>()
  const files = new Set<string>()
  const add = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const { file, imports = [], css = [] } = manifest[name]!
    for (const found of [file, ...css]) files.add(found)
    imports.forEach(add)
  }
  names.forEach(add)
  return [...files]
}

const kilobytes = (files: string[], ending: string) =>
  files
    .filter((file) => file.endsWith(ending))
    .reduce((sum, file) => sum + readFileSync(`${folder}${file}.br`).length, 0) / 1_000

const entry = 'app.html'
const pages = Object.keys(manifest).filter((name) => /^src\/.*-page\.tsx$/.test(name))
const language = Object.keys(manifest).find((name) => name.endsWith('virtual:texts/de'))!
const light = ['src/home/home-page.tsx', 'src/summary/summary-page.tsx']

describe('the first load', () => {
  it('is known for each page', () => {
    expect(pages).toEqual(expect.arrayContaining(light))
    expect(pages.length).toBeGreaterThanOrEqual(6)
    expect(manifest[language]!.file).toMatch(/\.js$/)
  })

  it.each(pages)('of %s is within the budget', (page) => {
    const files = filesOf([entry, page, language])
    const scripts = kilobytes(files, '.js')
    expect(scripts).toBeLessThan(light.includes(page) ? 160 : 195)
    // The figure is of the whole application, not of a page that failed to build.
    expect(scripts).toBeGreaterThan(60)
    expect(kilobytes(files, '.css')).toBeLessThan(18)
  })
})
