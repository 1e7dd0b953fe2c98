import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import styles from './picker.module.css'
import field from './field.module.css'

export interface PickerItem {
  id: string
  label: string
  note?: string | undefined
}

interface PickerProps {
  label: string
  text: string
  onText: (text: string) => void
  /** What was found for the text. */
  items: PickerItem[]
  onPick: (item: PickerItem) => void
  chosen: PickerItem[]
  onRemove: (id: string) => void
  /** Label of the button that removes a chosen item. */
  removeLabel: (label: string) => string
  /** Shown while there is nothing to pick. */
  emptyLabel: string
  /** Takes the focus when it appears. */
  isFirst?: boolean
}

/** A box that finds rows while one types. Each pick becomes a chip, and the box is free for the next. */
export function Picker({
  label,
  text,
  onText,
  items,
  onPick,
  chosen,
  onRemove,
  removeLabel,
  emptyLabel,
  isFirst,
}: PickerProps) {
  return (
    <div className={styles.picker}>
      <ComboBox
        {...(isFirst && { autoFocus: true })}
        className={field.field ?? ''}
        inputValue={text}
        onInputChange={onText}
        items={items}
        value={null}
        onChange={(key) => {
          const item = items.find(({ id }) => id === key)
          if (item) onPick(item)
        }}
        defaultFilter={() => true}
        menuTrigger="input"
        allowsCustomValue
        // With an empty box the list would open again after each pick.
        allowsEmptyCollection={text !== ''}
      >
        <Label>{label}</Label>
        <Input className={field.control ?? ''} />
        <Popover className={styles.popover ?? ''} offset={2}>
          <ListBox<PickerItem>
            className={styles.list ?? ''}
            renderEmptyState={() => <p className={styles.none}>{emptyLabel}</p>}
          >
            {(item) => (
              <ListBoxItem className={styles.item ?? ''} textValue={item.label}>
                <span>{item.label}</span>
                {item.note ? <span className="meta"> {item.note}</span> : null}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {chosen.length > 0 ? (
        <ul className={styles.chips}>
          {chosen.map((item) => (
            <li key={item.id}>
              {item.label}
              <button type="button" aria-label={removeLabel(item.label)} onClick={() => onRemove(item.id)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
