/** The list of packages that the build writes, compared with the lock file. */
import { readFileSync } from 'node:fs'

interface Component {
  'bom-ref': string
  name: string
  version: string
  purl: string
  hashes?: { alg: string; content: string }[]
  licenses?: { license?: { id?: string; text?: { content: string } }; expression?: string }[]
}
interface Bom {
  bomFormat: string
  metadata: { component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
}
interface LockFile {
  packages: Record<string, { name?: string; version: string; dev?: boolean; integrity?: string }>
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(`${process.cwd()}/${file}`, 'utf8'))
const bom = readJson('dist/sbom.cdx.json') as Bom
const { packages } = readJson('package-lock.json') as LockFile
const manifest = readJson('package.json') as { version: string; dependencies: Record<string, string> }

const nameOf = (path: string) => path.replace(/^.*node_modules\//, '')
const installed = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { name, version, integrity }]) => ({ name: name ?? nameOf(path), version, integrity }))

const licenceOf = ({ licenses = [] }: Component) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.text?.content ?? '').join()

describe('the list of packages', () => {
  it('is of this version of the service', () => {
    expect(bom.bomFormat).toBe('CycloneDX')
    expect(bom.metadata.component).toMatchObject({ name: 'ancrage', version: manifest.version })
  })

  it('has every package that production installs, and no other', () => {
    const labels = (list: { name: string; version: string }[]) => [
      ...new Set(list.map(({ name, version }) => `${name}@${version}`)),
    ]
    expect(labels(bom.components).sort()).toEqual(labels(installed).sort())
    expect(bom.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(manifest.dependencies)),
    )
  })

  it('has the licence of each', () => {
    expect(bom.components.filter((component) => !licenceOf(component)).map(({ name }) => name)).toEqual([])
  })

  it('has the hash with which npm checks each', () => {
    const hashes = new Map(installed.map(({ name, version, integrity }) => [`${name}@${version}`, integrity]))
    const listed = bom.components.map(({ name, version, hashes: [hash] = [] }) => [
      `${name}@${version}`,
      `sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`,
    ])
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(hashes))
  })

  it('connects the packages among themselves', () => {
    const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((one) => one['bom-ref'])])
    const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
    expect(named.filter((ref) => !refs.has(ref))).toEqual([])
    const own = bom.dependencies.find(({ ref }) => ref === bom.metadata.component['bom-ref'])
    const direct = bom.components
      .filter(({ name }) => name in manifest.dependencies)
      .map((one) => one['bom-ref'])
    expect(own?.dependsOn).toEqual(expect.arrayContaining(direct))
  })

  it('has no instant and no serial number, so that the same packages give the same file', () => {
    expect(JSON.stringify(bom)).not.toMatch(/serialNumber|timestamp/)
  })
})
