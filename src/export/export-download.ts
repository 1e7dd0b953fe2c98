import type { Language } from '../core/locale.js'
import type { ExportForm } from './export-request.js'
import type { ChunkSource } from './pull-stream.js'

/** An export that is ready to be sent, new or stored. */
export interface ExportDownload {
  id: string
  /** Name of the exported list or statistic. */
  name: string
  /** As it is stored with the export; null if it named a person who has been erased since. */
  question: object | null
  form: ExportForm
  language: Language
  /** The instant of its data. */
  dataAt: Date
  source: ChunkSource
  /** Of an earlier export: what identifies its bytes. */
  stored?: StoredFile
}

export interface StoredFile {
  /** In hexadecimal. */
  sha256: string
  /** In bytes; null if it was not counted. */
  size: number | null
  /** Records that its bytes go out once more. */
  recordDownload: () => Promise<void>
}
