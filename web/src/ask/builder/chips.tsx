import { Icon } from '../../design/icon.js'
import { useTexts } from '../../text/texts.js'
import styles from './builder.module.css'

interface ChipsProps {
  items: { value: string; label: string }[]
  onRemove: (value: string) => void
  /** Moves an item one place to the front; left out: the order has no meaning. */
  onForward?: (value: string) => void
  /** The last one cannot be removed. */
  isLastKept?: boolean
}

/** What was chosen, each with a button that removes it. */
export function Chips({ items, onRemove, onForward, isLastKept }: ChipsProps) {
  const { t } = useTexts()
  return items.length === 0 ? null : (
    <ul className={styles.chips}>
      {items.map(({ value, label }, index) => (
        <li key={value}>
          <span>{label}</span>
          {onForward && index > 0 ? (
            <button
              type="button"
              aria-label={t('web.ask.forward', { label })}
              onClick={() => onForward(value)}
            >
              <Icon name="up" size={16} />
            </button>
          ) : null}
          {isLastKept && items.length === 1 ? null : (
            <button type="button" aria-label={t('web.ask.remove', { label })} onClick={() => onRemove(value)}>
              <Icon name="close" size={16} />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
