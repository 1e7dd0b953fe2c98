/** A ZIP archive that is written as it grows: an entry says its sizes behind its content. */
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { problem } from '../../core/problem.js'
import { end, headOf, line, namesAreUtf8, number32, type Sizes } from './zip.js'

/** The sizes follow the content. */
const flags = namesAreUtf8 | 0x0008

/** Beyond, an archive and its entries would need another format. */
const most = 2 ** 32 - 1

interface Entry {
  name: Buffer
  start: number
  sizes: Sizes
}

export class ZipWriter {
  private readonly directory: Buffer[] = []
  private offset = 0
  private entry: (Entry & { deflating: Deflating }) | undefined

  async file(name: string, content: string): Promise<Buffer> {
    return Buffer.concat([this.open(name), await this.write(content), await this.close()])
  }

  open(name: string): Buffer {
    const sizes = { crc: 0, packed: 0, size: 0 }
    this.entry = { name: Buffer.from(name), start: this.offset, sizes, deflating: new Deflating() }
    return this.counted(Buffer.concat([number32(0x04034b50), headOf(name, flags, sizes), this.entry.name]))
  }

  async write(text: string): Promise<Buffer> {
    const { sizes, deflating } = this.entry!
    const content = Buffer.from(text)
    sizes.crc = crc32(content, sizes.crc)
    sizes.size += content.length
    return this.packed(await deflating.write(content))
  }

  async close(): Promise<Buffer> {
    const { name, start, sizes, deflating } = this.entry!
    const rest = this.packed(await deflating.end())
    const follows = [0x08074b50, sizes.crc, sizes.packed, sizes.size].map(number32)
    this.directory.push(line({ name, head: headOf(name.toString(), flags, sizes) }, start))
    this.entry = undefined
    return Buffer.concat([rest, this.counted(Buffer.concat(follows))])
  }

  end(): Buffer {
    const directory = Buffer.concat(this.directory)
    return Buffer.concat([directory, end(this.directory.length, directory.length, this.offset)])
  }

  /** Bytes of content in the entry that is open. */
  get size(): number {
    return this.entry?.sizes.size ?? 0
  }

  private packed(data: Buffer): Buffer {
    this.entry!.sizes.packed += data.length
    return this.counted(data)
  }

  private counted(data: Buffer): Buffer {
    this.offset += data.length
    if (this.offset > most) throw problem('exportTooLarge')
    return data
  }
}

/** Gives what is packed so far; the rest waits for more, or for the end. */
class Deflating {
  private readonly stream = createDeflateRaw({ level: 5 })
  private ready: Buffer[] = []

  constructor() {
    this.stream.on('data', (data: Buffer) => this.ready.push(data))
  }

  async write(content: Buffer): Promise<Buffer> {
    await new Promise<void>((resolve, reject) =>
      this.stream.write(content, (error) => (error ? reject(error) : resolve())),
    )
    return this.taken()
  }

  async end(): Promise<Buffer> {
    const done = finished(this.stream)
    this.stream.end()
    await done
    return this.taken()
  }

  private taken(): Buffer {
    const data = Buffer.concat(this.ready)
    this.ready = []
    return data
  }
}
