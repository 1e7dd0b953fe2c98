import type { AdminStartQuery } from '../../api/generated/types.js'

export type HandoverOffers = NonNullable<AdminStartQuery['handoverOffers']>
export type HandoverOffer = HandoverOffers['nodes'][number]
export type HandoverAnswer = 'accept' | 'decline' | 'withdraw'

export type ErasureRequests = NonNullable<AdminStartQuery['erasureRequests']>
export type ErasureRequest = ErasureRequests['nodes'][number]
