import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, type FormEvent } from 'react'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'
import { isTyping } from './is-typing.js'
import styles from './search-box.module.css'

const isShortcut = (event: KeyboardEvent): boolean => {
  const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
  return isCommand || (event.key === '/' && !isTyping(event))
}

/** The search at the top of each page. `/` and Ctrl-K move the focus into it. */
export function SearchBox() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isShortcut(event) || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      input.current?.select()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/search', search: { q: input.current?.value.trim() ?? '' } })
  }
  return (
    <form role="search" className={styles.box} onSubmit={submit}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        name="q"
        autoComplete="off"
        aria-label={t('web.shell.searchLabel')}
        placeholder={t('web.shell.searchHint')}
        aria-keyshortcuts="/ Control+K"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  )
}
