import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '../design/icon.js'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import { isAdministrator, seesDeals, useViewer } from './viewer.js'
import styles from './navigation.module.css'

interface Place {
  to: string
  icon: IconName
  label: TextKey
  /** On a phone it is in the menu of the user: the bar has room for five. */
  isWideOnly?: boolean
  /** Others reach it by the menu of the user. */
  isForAdministrators?: boolean
  /** It shows deals, or what belongs to them. An OPERATOR sees none. */
  isOfDeals?: boolean
}

const places = [
  { to: '/', icon: 'home', label: 'web.shell.home' },
  { to: '/pipeline', icon: 'pipeline', label: 'web.shell.pipeline', isOfDeals: true },
  { to: '/meetings', icon: 'meetings', label: 'web.shell.meetings', isOfDeals: true },
  { to: '/prospects', icon: 'prospects', label: 'web.shell.prospects', isWideOnly: true, isOfDeals: true },
  { to: '/sites', icon: 'sites', label: 'web.shell.sites', isWideOnly: true, isOfDeals: true },
  { to: '/summary', icon: 'summary', label: 'web.shell.summary', isOfDeals: true },
  { to: '/ask', icon: 'ask', label: 'web.shell.ask', isOfDeals: true },
  { to: '/search', icon: 'search', label: 'web.shell.search', isOfDeals: true },
  { to: '/admin', icon: 'admin', label: 'web.shell.admin', isWideOnly: true, isForAdministrators: true },
] as const satisfies readonly Place[]

/** The rail at the left of a wide window, the bar at the bottom of a phone. */
export function Navigation() {
  const { t } = useTexts()
  const viewer = useViewer()
  const shown = places.filter(
    (place) =>
      (!('isForAdministrators' in place) || isAdministrator(viewer)) &&
      (!('isOfDeals' in place) || seesDeals(viewer)),
  )
  return (
    <nav className={styles.rail} aria-label={t('web.shell.navigation')}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand}>
          <Icon name="anchor" size={26} />
          <span>Ancrage</span>
        </Link>
        <ul className={styles.places}>
          {shown.map(({ to, icon, label, ...place }) => (
            <li key={to} className={'isWideOnly' in place && seesDeals(viewer) ? styles.wideOnly : undefined}>
              <Link
                to={to}
                className={styles.place}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon name={icon} size={20} />
                <span>{t(label)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}
