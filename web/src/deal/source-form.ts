/** The source of a statement, as fields of a form. */
import type { SourceInput, SourceKind } from '../api/generated/types.js'
import { orNull } from '../edit/merge.js'
import type { TextKey } from '../text/translate.js'

export const emptySource = {
  sourceKind: 'COMPANY',
  sourceName: '',
  sourceMedium: '',
  sourceAddress: '',
  publishedOn: '',
}

export type SourceField = keyof typeof emptySource

export const sourceLabels: Record<SourceField, TextKey> = {
  sourceKind: 'web.deal.sourceKind',
  sourceName: 'web.deal.sourceName',
  sourceMedium: 'web.record.sourceMedium',
  sourceAddress: 'web.record.sourceAddress',
  publishedOn: 'web.record.publishedOn',
}

export const sourceInputOf = (values: Record<SourceField, string>): SourceInput => ({
  kind: values.sourceKind as SourceKind,
  name: orNull(values.sourceName),
  medium: orNull(values.sourceMedium),
  address: orNull(values.sourceAddress),
  publishedOn: orNull(values.publishedOn),
})
