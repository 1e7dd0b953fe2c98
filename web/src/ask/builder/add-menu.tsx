import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '../../design/icon.js'
import styles from './builder.module.css'

export interface MenuGroup {
  label?: string
  items: { value: string; label: string }[]
}

interface AddMenuProps {
  label: string
  groups: MenuGroup[]
  onAdd: (value: string) => void
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** A button that opens a list below it; arrows move through the list, Escape closes it. */
export function AddMenu({ label, groups, onAdd }: AddMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const shown = groups.filter(({ items }) => items.length > 0)
  if (shown.length === 0) return null
  const close = () => {
    setIsOpen(false)
    opener.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) close()
    const step = steps[event.key]
    if (step === undefined || !isOpen) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    buttons
      .at((buttons.indexOf(document.activeElement as HTMLButtonElement) + step) % buttons.length)
      ?.focus()
  }
  return (
    // The keys work from the opener and from each item: both are buttons inside.
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions
    <div className={styles.add} onKeyDown={onKeyDown}>
      <button
        ref={opener}
        type="button"
        className={styles.opener}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="plus" size={16} />
        {label}
      </button>
      <div ref={list} id={id} hidden={!isOpen} className={styles.menu}>
        {shown.map(({ label: heading, items }, index) => (
          <div key={heading ?? index} role="group" aria-label={heading ?? label}>
            {heading ? <p className={styles.menuHeading}>{heading}</p> : null}
            {items.map((item) => (
              <button
                key={item.value}
                type="button"
                onClick={() => {
                  close()
                  onAdd(item.value)
                }}
              >
                {item.label}
              </button>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
