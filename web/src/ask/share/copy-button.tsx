import { useState } from 'react'
import { Button } from '../../design/button.js'
import { useTexts } from '../../text/texts.js'

/** Copies a text and says so. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const { t } = useTexts()
  const [state, setState] = useState<'copied' | 'failed' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setState('copied')
    } catch {
      // Without permission the text can still be selected.
      setState('failed')
    }
  }
  return (
    <>
      <Button onClick={() => void copy()}>{state === 'copied' ? t('web.ask.copied') : label}</Button>
      <span className="visually-hidden" role="status">
        {state === null ? '' : t(state === 'copied' ? 'web.ask.copied' : 'web.ask.notCopied')}
      </span>
    </>
  )
}
