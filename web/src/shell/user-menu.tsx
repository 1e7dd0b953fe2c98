import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMutation } from 'urql'
import { SetLanguageDocument } from '../api/generated/shell/shell.js'
import { buttonClass } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { languageNames, languages, useTexts, type Language } from '../text/texts.js'
import { chooseTheme, readTheme, themes, type Theme } from './theme.js'
import { useViewer } from './viewer.js'
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
        <ul className={styles.places}>
          <li>
            <Link to="/prospects">{t('web.shell.prospects')}</Link>
          </li>
          <li>
            <Link to="/sites">{t('web.shell.sites')}</Link>
          </li>
        </ul>
        <LanguageChoice />
        <ThemeChoice />
        <ul className={styles.links}>
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

function LanguageChoice() {
  const { t, language } = useTexts()
  const [{ fetching }, setLanguage] = useMutation(SetLanguageDocument)
  const choose = async (language: Language) => {
    const { error } = await setLanguage({ input: { language } })
    // The labels of the service are in the new language as well.
    if (!error) location.reload()
  }
  return (
    <fieldset className={styles.choice} disabled={fetching}>
      <legend>{t('web.shell.language')}</legend>
      {languages.map((value) => (
        <button
          key={value}
          type="button"
          lang={value.toLowerCase()}
          className={buttonClass(value === language ? 'primary' : 'plain')}
          aria-pressed={value === language}
          onClick={() => void choose(value)}
        >
          {languageNames[value]}
        </button>
      ))}
    </fieldset>
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
