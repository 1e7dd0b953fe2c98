import { DerivedField, extendType } from '../../read/declare.js'
import type { Template } from '../../read/shape.js'
import { Deal } from '../deal.entity.js'

/** Whether the viewer follows a deal: as they chose, else if they are its officer, which a masked deal does not show. */
export const isFollowing = (deal: string, identity: string): Template =>
  `coalesce(
    (select f.following from deal_follow f where f.deal_id = ${deal}.id and f.user_id = viewer_id()),
    ${identity}.deal_id is not null and ${deal}.officer_id = viewer_id(), false)`

extendType(
  Deal,
  'following',
  DerivedField(
    'boolean',
    () => Boolean,
    isFollowing('{t}', '{identity}'),
    'Whether you follow it: as you chose with `followDeal` or `unfollowDeal`, else if you are its officer.',
  ),
)
