/** The formats of a document, and the choice among them by an `Accept` header. */
import Negotiator from 'negotiator'

export const formats = ['html', 'pdf', 'xlsx', 'csv', 'zip', 'json'] as const
export type Format = (typeof formats)[number]

export const mediaTypes: Record<Format, string> = {
  html: 'text/html',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  zip: 'application/zip',
  json: 'application/json',
}

export const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text)

/** Returns the format that an `Accept` header prefers: HTML without the header, null if it accepts no format. */
export function negotiateFormat(accept: string | undefined): Format | null {
  const preferred = new Negotiator({ headers: { accept } }).mediaType(Object.values(mediaTypes))
  return formats.find((format) => mediaTypes[format] === preferred) ?? null
}
