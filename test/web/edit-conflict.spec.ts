/** Two edits of one deal at the same time. */
import type { FormValues } from '../../web/src/deal/edit/edit-form.js'
import { merge } from '../../web/src/edit/merge.js'

const base: FormValues = {
  ...{ title: 'A', codeName: 'Lotus', description: '', activity: 'SALES', type: '', sector: '52' },
  ...{ capexLow: '', capexHigh: '', currency: 'EUR', decision: '', nextReview: '', confidentiality: 'OPEN' },
}

it('takes a field that only the other user changed', () => {
  const { values, conflicts } = merge(base, { ...base, title: 'B' }, { ...base, sector: '62' })
  expect(values).toEqual({ ...base, title: 'B', sector: '62' })
  expect(conflicts).toEqual([])
})

it('keeps what was typed where both changed the field, and reports both values', () => {
  const { values, conflicts } = merge(base, { ...base, title: 'B' }, { ...base, title: 'C' })
  expect(values.title).toBe('B')
  expect(conflicts).toEqual([{ field: 'title', mine: 'B', theirs: 'C' }])
})

it('sees no conflict where both made the same change', () => {
  expect(merge(base, { ...base, title: 'B' }, { ...base, title: 'B' }).conflicts).toEqual([])
})
