import { Link } from '@tanstack/react-router'
import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { ApproveUserChangeDocument, RefuseUserChangeDocument } from '../../api/generated/admin/user/users.js'
import type { ChangeFactsFragment } from '../../api/generated/types.js'
import { Refusal } from '../../confirm/refusal.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Button } from '../../design/button.js'
import { Badge } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { Translate } from '../../text/translate.js'
import { canDecide } from '../admin-rights.js'
import account from '../../account/account.module.css'
import page from '../../design/page.module.css'

type Change = ChangeFactsFragment & { id: string }

/** Returns what a change would do, one phrase each. */
function effectsOf({ role, clearance, email, agency, reactivates, resetsPassword }: Change, t: Translate) {
  return [
    role && t('web.admin.change.role', { role: t(`web.role.${role}`) }),
    clearance && t('web.admin.change.clearance', { clearance: t(`confidentiality.${clearance}`) }),
    email && t('web.admin.change.email', { email }),
    agency && t('web.admin.change.agency', { agency: agency.name }),
    reactivates && t('web.admin.change.reactivates'),
    resetsPassword && t('web.admin.change.resetsPassword'),
  ].filter((effect) => typeof effect === 'string')
}

interface UserChangesProps {
  changes: Change[]
  /** Whether the user is named, because the list is not on their page. */
  namesUser: boolean
  onChanged: () => void
}

/** Changes that take a second person, with the decision where it is the viewer’s. */
export function UserChanges({ changes, namesUser, onChanged }: UserChangesProps) {
  return (
    <ul className={page.rows}>
      {changes.map((change) => (
        <ChangeRow key={change.id} change={change} namesUser={namesUser} onChanged={onChanged} />
      ))}
    </ul>
  )
}

interface ChangeRowProps extends Omit<UserChangesProps, 'changes'> {
  change: Change
}

function ChangeRow({ change, namesUser, onChanged }: ChangeRowProps) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const { status, user, requestedBy, requestedAt, expiresAt, decidedAt, decidedBy } = change
  const isPending = status === 'PENDING'
  return (
    <li className={account.row}>
      <div className={account.what}>
        <p className={page.line}>
          {namesUser ? (
            <strong>
              <Link to="/admin/users/$id" params={{ id: user.id }}>
                {user.name}
              </Link>
            </strong>
          ) : null}
          <span>{format.list(effectsOf(change, t))}</span>
          <Badge tone={isPending ? 'warn' : status === 'APPROVED' ? 'good' : 'info'}>
            {t(`web.admin.changeStatus.${status}`)}
          </Badge>
        </p>
        <p className="meta">
          {[
            namesUser && user.agency.name,
            t('web.admin.requestedBy', { name: requestedBy.name, at: format.instant(requestedAt) }),
            decidedBy && t('web.admin.decidedBy', { name: decidedBy.name, at: format.instant(decidedAt!) }),
            isPending && t('web.admin.decideUntil', { at: format.instant(expiresAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {isPending && (change.role || change.clearance) ? (
          <p className="meta">{t('web.admin.approvalEndsLink')}</p>
        ) : null}
      </div>
      {isPending && canDecide(viewer, change) ? (
        <Decision id={change.id} name={user.name} onDecided={onChanged} />
      ) : null}
    </li>
  )
}

function Decision({ id, name, onDecided }: { id: string; name: string; onDecided: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [error, setError] = useState<CombinedError>()
  const [isBusy, setIsBusy] = useState(false)
  const decide = async (document: typeof ApproveUserChangeDocument | typeof RefuseUserChangeDocument) => {
    setIsBusy(true)
    const { error } = await runSensitive(() => client.mutation<unknown>(document, { input: { id } }))
    setIsBusy(false)
    setError(error)
    if (!error) onDecided()
  }
  return (
    <div>
      <p className={page.actions}>
        <Button
          kind="primary"
          disabled={isBusy}
          aria-label={`${t('web.admin.approve')}: ${name}`}
          onClick={() => void decide(ApproveUserChangeDocument)}
        >
          {t('web.admin.approve')}
        </Button>
        <Button
          disabled={isBusy}
          aria-label={`${t('web.admin.refuse')}: ${name}`}
          onClick={() => void decide(RefuseUserChangeDocument)}
        >
          {t('web.admin.refuse')}
        </Button>
      </p>
      {error ? <Refusal error={error} /> : null}
    </div>
  )
}
