// Writes dist/sbom.cdx.json: every package that runs in production, as CycloneDX. Reads the lock file, without network.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * Writes the list. `npm sbom --omit=dev` leaves out packages that a development package needs as well, such as graphql,
 * so all are listed and then filtered by the lock file. Without serial number and instant, the same lock file gives the
 * same bytes.
 */
export function writeSbom(root, file) {
  const all = listAll(root)
  const lock = readJson(join(root, 'package-lock.json'))
  const paths = productionPaths(lock)
  const components = all.components
    .filter((component) => paths.has(component['bom-ref']))
    .map((component) => withLicence(component, join(root, paths.get(component['bom-ref']))))
  const { name, version } = lock
  const own = { ...all.metadata.component, type: 'application', name, version }
  const refs = new Set([own['bom-ref'], ...paths.keys()])
  const dependencies = all.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }))
  const { $schema, bomFormat, specVersion } = all
  const metadata = { lifecycles: [{ phase: 'build' }], component: own }
  const bom = { $schema, bomFormat, specVersion, version: 1, metadata, components, dependencies }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(bom, null, 1)}\n`)
}

function listAll(root) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] }
  const npm = process.env.npm_execpath
  const text = npm
    ? execFileSync(process.execPath, [npm, ...args], options)
    : execFileSync('npm', args, { ...options, shell: process.platform === 'win32' })
  return JSON.parse(text)
}

/** Returns the folder of each package that npm installs without development packages, by `name@version`. */
function productionPaths({ packages }) {
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
  return new Map(installed.map(([path, { name, version }]) => [`${name ?? nameOf(path)}@${version}`, path]))
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** A package whose manifest names no licence has it in a file. */
function withLicence(component, folder) {
  if (component.licenses?.length > 0) return component
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE']
    .map((name) => join(folder, name))
    .find(existsSync)
  if (!file) return component
  const text = { contentType: 'text/plain', content: readFileSync(file, 'utf8') }
  return { ...component, licenses: [{ license: { name: `licence file of ${component.name}`, text } }] }
}
