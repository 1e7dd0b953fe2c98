import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.js'
import { Icon } from '../../design/icon.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { UserOfPage } from './user-of-page.js'

const EditUserDialog = lazy(async () => ({
  default: (await import('./edit-user-dialog.js')).EditUserDialog,
}))
const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog.js')).LinkDialog }))
const EndSessionsDialog = lazy(async () => ({
  default: (await import('./end-sessions-dialog.js')).EndSessionsDialog,
}))
const RemoveFactorDialog = lazy(async () => ({
  default: (await import('./remove-factor-dialog.js')).RemoveFactorDialog,
}))
const DeactivateDialog = lazy(async () => ({
  default: (await import('./deactivate-dialog.js')).DeactivateDialog,
}))
const ReactivateDialog = lazy(async () => ({
  default: (await import('./reactivate-dialog.js')).ReactivateDialog,
}))

const dialogs = {
  edit: EditUserDialog,
  link: LinkDialog,
  sessions: EndSessionsDialog,
  factor: RemoveFactorDialog,
  deactivate: DeactivateDialog,
  reactivate: ReactivateDialog,
} as const
type Action = keyof typeof dialogs

/** What an ADMIN can do with a user of their agency. Their own password and rights are not theirs to change here. */
export function UserActions({ user, onChanged }: { user: UserOfPage; onChanged: () => void }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const [action, setAction] = useState<Action | null>(null)
  const close = () => setAction(null)
  const isOther = user.id !== viewer.id
  const isPerson = user.kind === 'PERSON'
  const Dialog = action && dialogs[action]
  const actions: [Action, string, boolean][] = [
    ['link', t('web.admin.makeLink'), isOther && isPerson && user.active],
    ['sessions', t('web.admin.endSessions'), isOther && isPerson && user.active],
    ['factor', t('web.admin.removeFactor'), isOther && user.hasSecondFactor === true],
    ['deactivate', t('web.admin.deactivate'), isOther && user.active],
    ['reactivate', t('web.admin.reactivate'), isOther && !user.active],
  ]
  return (
    <>
      {actions
        .filter(([, , isPossible]) => isPossible)
        .map(([action, label]) => (
          <Button key={action} onClick={() => setAction(action)}>
            {label}
          </Button>
        ))}
      <Button kind="primary" onClick={() => setAction('edit')}>
        <Icon name="edit" />
        {t('web.deal.edit')}
      </Button>
      {Dialog ? (
        <Suspense>
          <Dialog
            user={user}
            onClose={close}
            onSaved={() => {
              close()
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
