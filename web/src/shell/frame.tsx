import { Outlet } from '@tanstack/react-router'
import { useTexts } from '../text/texts.js'
import { LiveNotice } from './live-notice.js'
import { Navigation } from './navigation.js'
import { OfflineBar } from './offline-bar.js'
import { SearchBox } from './search-box.js'
import { useShortcuts } from './shortcuts.js'
import { UserMenu } from './user-menu.js'
import styles from './frame.module.css'

/** What surrounds each page: navigation, search and the menu of the user. */
export function Frame() {
  const { t } = useTexts()
  useShortcuts()
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href={`${location.pathname}${location.search}#content`}>
        {t('web.shell.skip')}
      </a>
      <Navigation />
      <header className={styles.bar}>
        <SearchBox />
        <LiveNotice />
        <UserMenu />
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <OfflineBar />
        <Outlet />
      </main>
    </div>
  )
}
