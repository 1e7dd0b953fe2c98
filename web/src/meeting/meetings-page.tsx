import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { buttonClass } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { MeetingList } from './meeting-list.js'
import styles from './meetings-page.module.css'

const LogDialog = lazy(async () => ({ default: (await import('./log-dialog.js')).LogDialog }))

const statuses = ['HELD', 'PLANNED'] as const

/** The meetings that the viewer may see, and the form to log one. */
export function MeetingsPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const { status = 'HELD', log, deal } = useSearch({ from: '/meetings' })
  const navigate = useNavigate({ from: '/meetings' })
  const [version, setVersion] = useState(0)
  const close = () => {
    setVersion(version + 1)
    void navigate({ search: ({ log: _, deal: __, ...rest }) => rest })
  }
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.meetings')}</PageTitle>
      <header className={styles.header}>
        <h1>{t('web.shell.meetings')}</h1>
        {isWriter(viewer) ? (
          <Link
            to="/meetings"
            search={(search) => ({ ...search, log: true as const })}
            className={buttonClass('primary')}
          >
            <Icon name="plus" />
            {t('web.meeting.log')}
          </Link>
        ) : null}
      </header>
      <nav className={styles.tabs} aria-label={t('web.meeting.which')}>
        {statuses.map((value) => (
          <Link
            key={value}
            to="/meetings"
            search={value === 'HELD' ? {} : { status: value }}
            activeOptions={{ exact: true }}
            aria-current={value === status ? 'true' : undefined}
          >
            {t(`meetingStatus.${value}`)}
          </Link>
        ))}
      </nav>
      <MeetingList key={`${status} ${version}`} status={status} />
      {log && isWriter(viewer) ? (
        <Suspense>
          <LogDialog reference={deal ?? null} onClose={close} />
        </Suspense>
      ) : null}
    </div>
  )
}
