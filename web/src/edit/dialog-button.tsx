import { Suspense, useState, type ReactNode } from 'react'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'

interface DialogButtonProps {
  label: string
  /** Default: a plus before the label. Null: no icon. */
  icon?: 'plus' | 'edit' | null
  /** What the button is about, for those who hear it without the row beside it. */
  about?: string
  /** The dialog, which may be loaded when it opens. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a dialog. */
export function DialogButton({ label, icon = 'plus', about, children }: DialogButtonProps) {
  const { t } = useTexts()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        kind="quiet"
        onClick={() => setIsOpen(true)}
        {...(about && { 'aria-label': t('web.record.actionOn', { action: label, row: about }) })}
      >
        {icon ? <Icon name={icon} /> : null}
        {label}
      </Button>
      {isOpen ? <Suspense>{children(() => setIsOpen(false))}</Suspense> : null}
    </>
  )
}
