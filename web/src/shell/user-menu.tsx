import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { buttonClass } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'
import { LanguageChoice } from './language-choice.js'
import { chooseTheme, readTheme, themes, type Theme } from './theme.js'
import { seesDeals, useViewer } from './viewer.js'
import styles from './user-menu.module.css'

/** The menu of the user: who is signed in, language, theme, sign-out. */
export function UserMenu() {
  const { t } = useTexts()
  const viewer = useViewer()
  return (
    <div className={styles.anchor}>
      <button type="button" className={styles.opener} popoverTarget="user-menu">
        <Icon name="user" />
        <span className={styles.name}>{viewer.name}</span>
        <span className="visually-hidden">{t('web.shell.userMenu')}</span>
      </button>
      <div id="user-menu" popover="auto" className={styles.menu}>
        <p className={styles.who}>
          <strong>{viewer.name}</strong>
          <span className="meta">
            {t(`web.role.${viewer.role}`)} · {viewer.agency.name}
          </span>
        </p>
        {seesDeals(viewer) ? (
          <ul className={styles.places}>
            <li>
              <Link to="/prospects">{t('web.shell.prospects')}</Link>
            </li>
            <li>
              <Link to="/sites">{t('web.shell.sites')}</Link>
            </li>
          </ul>
        ) : null}
        <LanguageChoice />
        <ThemeChoice />
        <ul className={styles.links}>
          <li>
            <Link to="/profile">{t('web.shell.profile')}</Link>
          </li>
          <li>
            <Link to="/admin">{t('web.shell.admin')}</Link>
          </li>
          <li>
            <a href="graphiql/">{t('web.shell.graphiql')}</a>
          </li>
        </ul>
        <a href="auth/logout" className={buttonClass('plain')}>
          {t('web.shell.signOut')}
        </a>
      </div>
    </div>
  )
}

function ThemeChoice() {
  const { t } = useTexts()
  const [theme, setTheme] = useState(readTheme)
  const choose = (theme: Theme) => {
    chooseTheme(theme)
    setTheme(theme)
  }
  return (
    <fieldset className={styles.choice}>
      <legend>{t('web.shell.theme')}</legend>
      {themes.map((value) => (
        <button
          key={value}
          type="button"
          className={buttonClass(value === theme ? 'primary' : 'plain')}
          aria-pressed={value === theme}
          onClick={() => choose(value)}
        >
          {t(`web.shell.themes.${value}`)}
        </button>
      ))}
    </fieldset>
  )
}
