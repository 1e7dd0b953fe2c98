import { useEffect, useMemo } from 'react'
import { SearchDocument } from '../api/generated/search/search.js'
import { useData } from '../api/use-data.js'
import { useSettled } from '../design/use-settled.js'
import { useTexts } from '../text/texts.js'
import { matchingCommands, suggestionsOf, type Suggestion } from './suggestion.js'
import styles from './suggestions.module.css'
import { useViewer } from './viewer.js'

interface SuggestionsProps {
  id: string
  text: string
  /** Place of the line that Enter opens; -1: none. */
  active: number
  shown: Suggestion[]
  onShow: (suggestions: Suggestion[]) => void
  onPick: (suggestion: Suggestion) => void
}

const mostHits = 7

/** What was found for the words so far, and the commands that match them. */
export function Suggestions({ id, text, active, shown, onShow, onPick }: SuggestionsProps) {
  const { t } = useTexts()
  const viewer = useViewer()
  const words = useSettled(text.trim())
  const { data } = useData(SearchDocument, { text: words }, words.length < 2)
  const lines = useMemo(() => {
    const hits = words.length < 2 ? [] : (data?.search ?? [])
    return [...suggestionsOf(hits, t).slice(0, mostHits), ...matchingCommands(text.trim(), viewer, t)]
  }, [data, words, text, viewer, t])
  useEffect(() => onShow(lines), [lines, onShow])
  if (shown.length === 0)
    return (
      <p id={id} role="status" className={styles.list}>
        {t('web.search.none')}
      </p>
    )
  return (
    <div id={id} role="listbox" className={styles.list} aria-label={t('web.shell.searchLabel')}>
      {shown.map((line, index) => (
        <button
          key={line.id}
          id={`${id}-${index}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={index === active ? styles.active : undefined}
          // the focus stays in the box
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(line)}
        >
          <span>{line.label}</span>
          <span className="meta">{line.note}</span>
        </button>
      ))}
    </div>
  )
}
