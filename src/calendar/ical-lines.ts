/** Lines of an iCalendar file (RFC 5545). */

/** A property with its value as it is written; parameters stand in its name: `DTSTART;VALUE=DATE`. */
export type Property = readonly [name: string, value: string]

/** A component; its properties come before the components inside it, as the standard requires. */
export interface Component {
  name: string
  properties: readonly Property[]
  components?: readonly Component[]
}

/** Returns the lines of a component, each ended by CRLF, the last one too. */
export function printComponent({ name, properties, components = [] }: Component): string {
  const lines = [`BEGIN:${name}`, ...properties.map(([key, value]) => `${key}:${value}`)]
  const inner = components.map(printComponent).join('')
  return `${lines.map(foldLine).join('')}${inner}END:${name}\r\n`
}

/** Escapes a text as the value of a property. Control characters have no place in it. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Control}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')

const maxOctets = 75

/** A line has at most 75 octets; the next one continues it after a space. Never cuts a character. */
function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > maxOctets) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return `${folded}\r\n`
}
