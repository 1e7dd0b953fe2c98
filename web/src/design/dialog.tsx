import { useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './button.js'
import styles from './dialog.module.css'

interface DialogProps {
  title: string
  onClose: () => void
  /** Label of the button that closes. */
  closeLabel: string
  children: ReactNode
  /** Buttons at the bottom. */
  actions: ReactNode
  /** A second submit waits for the first, so a double click saves once. */
  onSubmit: () => Promise<void>
}

/** A form over the page: takes the focus, keeps it, and returns it when it closes. Ctrl+Enter submits from any field. */
export function FormDialog({ title, onClose, closeLabel, children, actions, onSubmit }: DialogProps) {
  const isBusy = useRef(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    await onSubmit().finally(() => (isBusy.current = false))
  }
  const submitByKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  return (
    <ModalOverlay className={styles.overlay ?? ''} isOpen onOpenChange={onClose} isDismissable={false}>
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.dialog ?? ''}>
          <form
            className={styles.form}
            noValidate
            onSubmit={(event) => void submit(event)}
            onKeyDown={submitByKey}
          >
            <header className={styles.header}>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              <Button kind="quiet" onClick={onClose} aria-label={closeLabel}>
                ×
              </Button>
            </header>
            <div className={styles.body}>{children}</div>
            <footer className={styles.footer}>{actions}</footer>
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
