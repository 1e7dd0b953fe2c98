import { ProfileDocument } from '../api/generated/profile/profile.js'
import { useData } from '../api/use-data.js'
import { ApiKeys } from '../account/api-keys.js'
import { SignIns } from '../account/sign-ins.js'
import { SqlLogins } from '../account/sql-logins.js'
import { SensitiveProvider } from '../confirm/sensitive.js'
import { Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import { CalendarFeeds } from './calendar-feeds.js'
import { Exports } from './exports.js'
import { Mails } from './mails.js'
import { Notices } from './notices.js'
import { OwnData } from './own-data.js'
import { Security } from './security.js'
import { Sessions } from './sessions.js'
import styles from '../design/page.module.css'

const self = { id: null, isMachine: false }

/** What the viewer is in Ancrage, how they sign in, and what reads in their name. */
export function ProfilePage() {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(ProfileDocument, {})
  return (
    <article className={styles.page}>
      <PageTitle>{t('web.profile.title')}</PageTitle>
      <h1>{t('web.profile.title')}</h1>
      {isLoading ? <Skeleton rows={8} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? (
        <SensitiveProvider>
          <OwnData viewer={data.viewer} />
          <div className={styles.columns}>
            <div className={styles.column}>
              <Security viewer={data.viewer} onChanged={reload} />
              <Sessions sessions={data.viewer.sessions} />
              <SignIns signIns={data.viewer.signIns} />
            </div>
            <div className={styles.column}>
              <CalendarFeeds feeds={data.viewer.calendarFeeds} onChanged={reload} />
              <Mails ownAgency={data.viewer.agency.code} receives={data.viewer.receives} onChanged={reload} />
              <ApiKeys keys={data.viewer.apiKeys} holder={self} canRevoke onChanged={reload} />
              <SqlLogins logins={data.viewer.sqlLogins} holder={self} canRevoke onChanged={reload} />
              <Exports exports={data.exports} />
              <Notices notices={data.viewer.accountNotices} />
            </div>
          </div>
        </SensitiveProvider>
      ) : null}
    </article>
  )
}
