import { useState } from 'react'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { useSession } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import type { DealOfPage } from './deal-of-page.js'
import { LazyEditDialog } from './edit/lazy-edit-dialog.js'
import { LazyMoveDialog } from './move/lazy-move-dialog.js'
import { nextStage } from './stages.js'

/** What a member of the team can do with the deal. */
export function DealActions({ deal }: { deal: DealOfPage }) {
  const { t } = useTexts()
  const { stages } = useSession()
  const [dialog, setDialog] = useState<'edit' | 'move' | null>(null)
  const close = () => setDialog(null)
  const next = nextStage(stages, deal.stage) ?? stages.find(({ code }) => code !== deal.stage.code)
  return (
    <>
      <Button onClick={() => setDialog('edit')}>
        <Icon name="edit" />
        {t('web.deal.edit')}
      </Button>
      <Button kind="primary" onClick={() => setDialog('move')}>
        <Icon name="move" />
        {t('web.deal.move')}
      </Button>
      {dialog === 'edit' ? <LazyEditDialog deal={deal} onClose={close} /> : null}
      {dialog === 'move' && next ? <LazyMoveDialog deal={deal} stage={next.code} onClose={close} /> : null}
    </>
  )
}
