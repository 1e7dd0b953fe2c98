import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SensitiveProvider } from '../confirm/sensitive.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'
import styles from './admin.module.css'

const places = [
  { to: '/admin', label: 'web.admin.start' },
  { to: '/admin/users', label: 'web.admin.users' },
  { to: '/admin/agencies', label: 'web.admin.agencies' },
  { to: '/admin/stages', label: 'web.admin.stages' },
  { to: '/admin/audit', label: 'web.admin.audit' },
] as const

interface AdminFrameProps {
  title: string
  /** Shown above the title, such as where the page belongs. */
  trail?: ReactNode
  /** Beside the title, such as buttons. */
  actions?: ReactNode
  children: ReactNode
}

/** What surrounds each page of the administration: its parts, the title, and the question who the user is. */
export function AdminFrame({ title, trail, actions, children }: AdminFrameProps) {
  const { t } = useTexts()
  return (
    <SensitiveProvider>
      <article className={page.page}>
        <PageTitle>{title}</PageTitle>
        <nav aria-label={t('web.admin.title')}>
          <ul className={styles.places}>
            {places.map(({ to, label }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={styles.place}
                  activeOptions={{ exact: to === '/admin', includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <header className={page.header}>
          {trail ? <p className={page.trail}>{trail}</p> : null}
          <div className={page.top}>
            <h1>{title}</h1>
            {actions ? <div className={page.actions}>{actions}</div> : null}
          </div>
        </header>
        {children}
      </article>
    </SensitiveProvider>
  )
}
