import type { ProfileQuery } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

/** What happened to the account of the viewer, or to that of another user on a need-to-know list with them. */
export function Notices({ notices }: { notices: ProfileQuery['viewer']['accountNotices'] }) {
  const { t, format } = useTexts()
  if (notices.totalCount === 0) return null
  return (
    <Panel title={t('web.profile.notices')} count={notices.totalCount} id="notices">
      <ul className={page.rows}>
        {notices.nodes.map(({ id, kind, at, about, by }) => (
          <li key={id}>
            <p>{t(`web.profile.noticeKind.${kind}`, { name: about.name })}</p>
            <p className="meta">
              {[format.instant(at), by && t('web.account.by', { name: by.name })].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
