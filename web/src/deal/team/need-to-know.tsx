import { lazy } from 'react'
import { useMutation } from 'urql'
import { RemoveFromNeedToKnowDocument } from '../../api/generated/deal/team/team.js'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Empty, Notice } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { messageOf } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import styles from '../rows.module.css'

const NeedToKnowDialog = lazy(async () => ({
  default: (await import('./need-to-know-dialog.js')).NeedToKnowDialog,
}))

interface NeedToKnowProps {
  deal: Pick<DealOfPage, 'id' | 'needToKnow'>
  canDecide: boolean
}

/** The users who see the deal whatever their clearance, and who added them. */
export function NeedToKnow({ deal: { id: deal, needToKnow: entries }, canDecide }: NeedToKnowProps) {
  const { t, format } = useTexts()
  const [{ error, fetching }, remove] = useMutation(RemoveFromNeedToKnowDocument)
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
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      {entries.length === 0 ? <Empty>{t('web.record.noUserNeedsToKnow')}</Empty> : null}
      <ul className={styles.rows}>
        {entries.map(({ id, user, by, recordedAt }) => (
          <li key={id}>
            <p>
              <span>{user.name}</span> <span className="meta">{user.agency.name}</span>
              {canDecide ? (
                <Button
                  kind="quiet"
                  disabled={fetching}
                  aria-label={t('web.meeting.remove', { name: user.name })}
                  onClick={() => void remove({ input: { deal, user: user.id } })}
                >
                  ×
                </Button>
              ) : null}
            </p>
            <p className="meta">{t('web.deal.addedBy', { name: by.name, at: format.instant(recordedAt) })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
