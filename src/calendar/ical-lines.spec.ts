import { escapeText, printComponent } from './ical-lines.js'

describe('a line of a calendar', () => {
  it('has at most 75 octets, and is put together again without a loss', () => {
    for (const text of ['x'.repeat(300), 'é'.repeat(200), '🚗'.repeat(80), `${'a'.repeat(66)}🚗é阿`]) {
      const printed = printComponent({ name: 'VEVENT', properties: [['SUMMARY', text]] })
      expect(printed.endsWith('END:VEVENT\r\n')).toBe(true)
      const lines = printed.split('\r\n')
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      expect(lines.some((line) => line.includes('\ufffd'))).toBe(false)
      expect(printed.replace(/\r\n /g, '')).toContain(`SUMMARY:${text}\r\n`)
    }
  })

  it('is no property of its own, whatever the text', () => {
    expect(escapeText('a;b,c\\d\r\nEND:VEVENT\rx\u0000\u0007')).toBe('a\\;b\\,c\\\\d\\nEND:VEVENT\\nx')
  })
})
