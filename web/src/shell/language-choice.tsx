import { useMutation } from 'urql'
import { SetLanguageDocument } from '../api/generated/shell/shell.js'
import { buttonClass } from '../design/button.js'
import { languageNames, languages, useTexts, type Language } from '../text/texts.js'
import styles from './user-menu.module.css'

/** The language of pages, documents, mails and messages. */
export function LanguageChoice() {
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
