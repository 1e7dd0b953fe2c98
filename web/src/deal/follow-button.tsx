import { useMutation } from 'urql'
import { FollowDealDocument, UnfollowDealDocument } from '../api/generated/deal/follow.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'

/** Follows the deal or not: what changes in it is on the start page. */
export function FollowButton({ deal }: { deal: { id: string; following: boolean } }) {
  const { t } = useTexts()
  const [{ fetching: isFollowing }, follow] = useMutation(FollowDealDocument)
  const [{ fetching: isUnfollowing }, unfollow] = useMutation(UnfollowDealDocument)
  const toggle = () => {
    const input = { input: { deal: deal.id } }
    void (deal.following ? unfollow(input) : follow(input))
  }
  return (
    <Button
      kind="quiet"
      aria-pressed={deal.following}
      disabled={isFollowing || isUnfollowing}
      onClick={toggle}
      title={t('web.live.followHint')}
    >
      <Icon name={deal.following ? 'starred' : 'star'} />
      {t(deal.following ? 'web.live.following' : 'web.live.follow')}
    </Button>
  )
}
