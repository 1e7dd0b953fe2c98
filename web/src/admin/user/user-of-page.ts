import type { UserPageQuery } from '../../api/generated/types.js'

export type UserOfPage = UserPageQuery['users']['nodes'][number]

/** What each dialog of the page of a user gets. */
export interface UserActionProps {
  user: UserOfPage
  onSaved: () => void
  onClose: () => void
}
