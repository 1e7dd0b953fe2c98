/** The parts of a ZIP archive. None says when it was made: the same files are always the same bytes. */

export const namesAreUtf8 = 0x0800

export interface Sizes {
  crc: number
  packed: number
  size: number
}

/** The fields that an entry has in common with its line in the directory. */
export function headOf(name: string, flags: number, { crc, packed, size }: Sizes): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0) // needs version 2.0
  head.writeUInt16LE(flags, 2)
  head.writeUInt16LE(8, 4) // deflated
  head.writeUInt16LE(0x21, 8) // 1 January 1980: a time would make each archive another one
  head.writeUInt32LE(crc, 10)
  head.writeUInt32LE(packed, 14)
  head.writeUInt32LE(size, 18)
  head.writeUInt16LE(Buffer.byteLength(name), 22)
  return head
}

export interface Listed {
  name: Buffer
  head: Buffer
}

/** An entry of the directory at the end. */
export const line = ({ name, head }: Listed, start: number): Buffer =>
  Buffer.concat([number32(0x02014b50), number16(20), head, zeros(2 + 2 + 2 + 4), number32(start), name])

export const end = (count: number, size: number, start: number): Buffer =>
  Buffer.concat([
    number32(0x06054b50),
    zeros(4),
    number16(count),
    number16(count),
    number32(size),
    number32(start),
    zeros(2),
  ])

const zeros = (length: number): Buffer => Buffer.alloc(length)

function number16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16LE(value)
  return buffer
}

export function number32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
