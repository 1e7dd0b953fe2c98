import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ProspectGroupFragment, StakeEdgeFragment } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { groupTrees, type TreeNode } from './group-tree.js'
import { percentText } from './percent-text.js'
import page from '../design/page.module.css'
import styles from './group.module.css'

const StakeDialog = lazy(async () => ({ default: (await import('./stake-dialog.js')).StakeDialog }))

interface GroupProps {
  prospect: ProspectGroupFragment & { id: string }
  isEditable: boolean
}

/** The group of the company with the stakes up and down, and the stakes that have ended. */
export function Group({ prospect, isEditable }: GroupProps) {
  const { t } = useTexts()
  const [edited, setEdited] = useState<StakeEdgeFragment | 'new' | null>(null)
  const trees = groupTrees(prospect)
  const isAlone = trees.length === 1 && trees[0]!.children.length === 0
  const own = [...prospect.heldBy.nodes, ...prospect.stakesHeld.nodes]
  const ended = own.filter(({ endedOn }) => endedOn !== null)
  const isOwn = ({ id }: StakeEdgeFragment) => own.some((stake) => stake.id === id)
  return (
    <Panel
      title={t('web.prospect.group')}
      id="group"
      actions={
        isEditable ? (
          <Button kind="quiet" onClick={() => setEdited('new')}>
            <Icon name="plus" />
            {t('web.prospect.newStake')}
          </Button>
        ) : null
      }
    >
      {isAlone ? (
        <Empty>{t('web.prospect.noGroup')}</Empty>
      ) : (
        <Branch
          nodes={trees}
          onEdit={isEditable ? setEdited : null}
          isOwn={isOwn}
          label={t('web.prospect.group')}
        />
      )}
      <Ended stakes={ended} />
      {edited ? (
        <Suspense>
          <StakeDialog
            prospect={prospect}
            stake={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      ) : null}
    </Panel>
  )
}

interface BranchProps {
  nodes: TreeNode[]
  onEdit: ((stake: StakeEdgeFragment) => void) | null
  isOwn: (stake: StakeEdgeFragment) => boolean
  label?: string
}

function Branch({ nodes, onEdit, isOwn, label }: BranchProps) {
  const { t, format } = useTexts()
  return (
    <ul className={styles.branch} aria-label={label}>
      {nodes.map(({ id, name, stake, isSelf, isRepeated, children }) => (
        <li key={`${id} ${stake?.id}`}>
          <p className={page.line}>
            {isSelf ? (
              <strong>{name}</strong>
            ) : (
              <Link to="/prospects/$id" params={{ id }}>
                {name}
              </Link>
            )}
            {stake ? <Badge>{percentText(stake.percent, format)}</Badge> : null}
            {stake?.since ? (
              <span className="meta">{t('web.deal.memberSince', { day: format.day(stake.since) })}</span>
            ) : null}
            {isRepeated ? <span className="meta">{t('web.prospect.seeAbove')}</span> : null}
            {stake && onEdit && isOwn(stake) ? (
              <Button
                kind="quiet"
                aria-label={t('web.prospect.editStake', {
                  holder: stake.holder.name,
                  held: stake.held.name,
                })}
                onClick={() => onEdit(stake)}
              >
                <Icon name="edit" size={15} />
              </Button>
            ) : null}
          </p>
          {children.length > 0 ? <Branch nodes={children} onEdit={onEdit} isOwn={isOwn} /> : null}
        </li>
      ))}
    </ul>
  )
}

function Ended({ stakes }: { stakes: StakeEdgeFragment[] }) {
  const { t, format } = useTexts()
  if (stakes.length === 0) return null
  return (
    <ul className={page.ended}>
      {stakes.map(({ id, holder, held, percent, endedOn }) => (
        <li key={id} className="meta">
          {t('web.prospect.endedStake', {
            holder: holder.name,
            held: held.name,
            percent: percentText(percent, format),
            day: format.day(endedOn ?? ''),
          })}
        </li>
      ))}
    </ul>
  )
}
