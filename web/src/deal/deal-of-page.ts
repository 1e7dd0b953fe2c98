import type { DealPageQuery } from '../api/generated/types.js'

export type DealOfPage = NonNullable<DealPageQuery['deal']>
