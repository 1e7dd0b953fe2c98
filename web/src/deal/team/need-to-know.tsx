import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Empty } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import styles from '../rows.module.css'

const NeedToKnowDialog = lazy(async () => ({
  default: (await import('./need-to-know-dialog.js')).NeedToKnowDialog,
}))

const RemoveDialog = lazy(async () => ({
  default: (await import('./remove-from-need-to-know-dialog.js')).RemoveFromNeedToKnowDialog,
}))

interface NeedToKnowProps {
  deal: Pick<DealOfPage, 'id' | 'needToKnow'>
  canDecide: boolean
}

/** The users who see the deal whatever their clearance, and who added them. */
export function NeedToKnow({ deal: { id: deal, needToKnow: entries }, canDecide }: NeedToKnowProps) {
  const { t, format } = useTexts()
  const [removed, setRemoved] = useState<{ id: string; name: string }>()
  if (entries.length === 0 && !canDecide) return null
  return (
    <Panel
      title={t('web.deal.needToKnow')}
      count={entries.length}
      actions={
        canDecide ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.addToNeedToKnow')}>
            {(close) => <NeedToKnowDialog deal={deal} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {entries.length === 0 ? <Empty>{t('web.record.noUserNeedsToKnow')}</Empty> : null}
      <ul className={styles.rows}>
        {entries.map(({ id, user, by, recordedAt }) => (
          <li key={id}>
            <p>
              <span>{user.name}</span> <span className="meta">{user.agency.name}</span>
              {canDecide ? (
                <Button
                  kind="quiet"
                  aria-label={t('web.meeting.remove', { name: user.name })}
                  onClick={() => setRemoved(user)}
                >
                  ×
                </Button>
              ) : null}
            </p>
            <p className="meta">{t('web.deal.addedBy', { name: by.name, at: format.instant(recordedAt) })}</p>
          </li>
        ))}
      </ul>
      {removed ? (
        <Suspense>
          <RemoveDialog deal={deal} user={removed} onClose={() => setRemoved(undefined)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}
