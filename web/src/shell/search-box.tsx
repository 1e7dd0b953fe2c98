import { useNavigate } from '@tanstack/react-router'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent as Key,
} from 'react'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'
import { isTyping } from './is-typing.js'
import styles from './search-box.module.css'
import type { Suggestion } from './suggestion.js'

const Suggestions = lazy(async () => ({ default: (await import('./suggestions.js')).Suggestions }))

const isShortcut = (event: KeyboardEvent): boolean => {
  const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
  return isCommand || (event.key === '/' && !isTyping(event))
}

/** Moves the focus into the box by `/` and Ctrl-K. */
function useFocusKeys(focus: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isShortcut(event) || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      focus()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [focus])
}

/** The search at the top of each page: finds rows and commands while one types. Enter opens the marked line, or all results. */
export function SearchBox() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [shown, setShown] = useState<Suggestion[]>([])
  const show = useCallback((lines: Suggestion[]) => {
    setShown(lines)
    setActive(-1)
  }, [])
  useFocusKeys(useCallback(() => input.current?.select(), []))

  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const pick = ({ target }: Suggestion) => {
    close()
    setText('')
    input.current?.blur()
    void navigate(target)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const line = isOpen ? shown[active] : undefined
    if (line) return pick(line)
    close()
    void navigate({ to: '/search', search: { q: text.trim() } })
  }
  const step = (event: Key) => {
    if (event.key === 'Escape') return close()
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setIsOpen(true)
    const count = shown.length
    if (count > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + count) % count)
  }
  return (
    <form role="search" className={styles.box} onSubmit={submit}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        name="q"
        role="combobox"
        autoComplete="off"
        aria-label={t('web.shell.searchLabel')}
        aria-keyshortcuts="/ Control+K"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        placeholder={t('web.shell.searchHint')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={close}
        onKeyDown={step}
      />
      <kbd aria-hidden="true">/</kbd>
      {isOpen ? (
        <Suspense>
          <Suggestions id={listId} {...{ text, active, shown }} onShow={show} onPick={pick} />
        </Suspense>
      ) : null}
    </form>
  )
}
