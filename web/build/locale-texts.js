import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sections } from '../src/text/sections.ts'

const prefix = 'virtual:texts/'
const fileOf = (language) => fileURLToPath(new URL(`../../locales/${language}.json`, import.meta.url))

/** `virtual:texts/fr` exports the sections of `locales/fr.json` that pages show, so that each language is one chunk. */
export const localeTexts = () => ({
  name: 'locale-texts',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return undefined
    const file = fileOf(id.slice(prefix.length + 1))
    this.addWatchFile(file)
    const catalogue = JSON.parse(readFileSync(file, 'utf8'))
    const texts = Object.fromEntries(sections.map((name) => [name, catalogue[name]]))
    return `export default ${JSON.stringify(texts)}`
  },
})
