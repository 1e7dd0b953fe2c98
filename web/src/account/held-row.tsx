import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { AskDialogProps } from './ask-dialog.js'
import { Button } from '../design/button.js'
import styles from './account.module.css'

const AskDialog = lazy(async () => ({ default: (await import('./ask-dialog.js')).AskDialog }))

interface HeldRowProps {
  children: ReactNode
  /** What ends it, after a question; null: the viewer may not. */
  end: (Pick<AskDialogProps, 'title' | 'act' | 'submitLabel'> & { label: string; text: string }) | null
  onEnded: () => void
}

/** One key, session, feed, … of a list, with the button that ends it. */
export function HeldRow({ children, end, onEnded }: HeldRowProps) {
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  return (
    <li className={styles.row}>
      <div className={styles.what}>{children}</div>
      {end ? (
        <Button
          kind="quiet"
          aria-label={`${end.submitLabel}: ${end.label}`}
          onClick={() => setIsAsking(true)}
        >
          {end.submitLabel}
        </Button>
      ) : null}
      {end && isAsking ? (
        <Suspense>
          <AskDialog
            title={end.title}
            submitLabel={end.submitLabel}
            act={end.act}
            onClose={close}
            onDone={() => {
              close()
              onEnded()
            }}
          >
            <p>{end.text}</p>
          </AskDialog>
        </Suspense>
      ) : null}
    </li>
  )
}
