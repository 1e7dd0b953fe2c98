import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ContactEmploymentsFragment, EmploymentRowFragment } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import type { EmploymentAction } from './employment-dialog.js'
import page from '../design/page.module.css'

const EmploymentDialog = lazy(async () => ({
  default: (await import('./employment-dialog.js')).EmploymentDialog,
}))

interface EmploymentsProps {
  contact: ContactEmploymentsFragment & { id: string; name: string | null }
  isEditable: boolean
}

/** Where the person works and worked, the main employment first. */
export function Employments({ contact, isEditable }: EmploymentsProps) {
  const { t } = useTexts()
  const [action, setAction] = useState<EmploymentAction | null>(null)
  const { employments } = contact
  return (
    <Panel
      title={t('web.contact.employments')}
      count={employments.totalCount}
      id="employments"
      actions={
        isEditable ? (
          <Button kind="quiet" onClick={() => setAction({ kind: 'new' })}>
            <Icon name="plus" />
            {t('web.contact.addEmployment')}
          </Button>
        ) : null
      }
    >
      {employments.totalCount === 0 ? <Empty>{t('web.contact.noEmployment')}</Empty> : null}
      <ul className={page.rows}>
        {employments.nodes.map((employment) => (
          <li key={employment.id} className={employment.until ? page.ended : undefined}>
            <Employment employment={employment} onAct={isEditable ? setAction : null} />
          </li>
        ))}
      </ul>
      {action ? (
        <Suspense>
          <EmploymentDialog contact={contact} action={action} onClose={() => setAction(null)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}

interface EmploymentProps {
  employment: EmploymentRowFragment
  onAct: ((action: EmploymentAction) => void) | null
}

function Employment({ employment, onAct }: EmploymentProps) {
  const { t } = useTexts()
  const { jobTitle, main, emails, phones, from, until, prospect, agency } = employment
  const span = [
    from && t('web.contact.since', { when: from.text }),
    until && t('web.contact.leftIn', { when: until.text }),
  ].filter(Boolean)
  return (
    <>
      <p className={page.line}>
        {prospect ? (
          <Link to="/prospects/$id" params={{ id: prospect.id }}>
            {prospect.name}
          </Link>
        ) : (
          <strong>{agency?.name ?? t('web.contact.noOrganisation')}</strong>
        )}
        {jobTitle ? <span>{jobTitle}</span> : null}
        {main && !until ? <Badge>{t('web.contact.main')}</Badge> : null}
      </p>
      {span.length > 0 ? <p className="meta">{span.join(' · ')}</p> : null}
      {emails.length + phones.length > 0 ? (
        <p className={page.line}>
          {emails.map((email) => (
            <a key={email} href={`mailto:${email}`}>
              {email}
            </a>
          ))}
          {phones.map((phone) => (
            <a key={phone} href={`tel:${phone}`}>
              {phone.replace(';ext=', ' ext. ')}
            </a>
          ))}
        </p>
      ) : null}
      {onAct ? (
        <p className={page.actions}>
          <Button kind="quiet" onClick={() => onAct({ kind: 'edit', employment })}>
            {t('web.deal.edit')}
          </Button>
          {until ? null : (
            <Button kind="quiet" onClick={() => onAct({ kind: 'end', employment })}>
              {t('web.contact.end')}
            </Button>
          )}
        </p>
      ) : null}
    </>
  )
}
