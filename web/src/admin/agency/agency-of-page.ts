import type { AgencyPageQuery } from '../../api/generated/types.js'

export type AgencyOfPage = AgencyPageQuery['agencies']['nodes'][number]
