import { useState } from 'react'
import { Button } from '../design/button.js'
import { useTexts } from '../text/texts.js'

/** Copies a text. Without a secure connection a browser has no clipboard for pages: the text can be selected. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTexts()
  const [isCopied, setIsCopied] = useState(false)
  // Undefined on an address without HTTPS, which the types do not say.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return null
  const copy = () => void clipboard.writeText(text).then(() => setIsCopied(true))
  return (
    <Button onClick={copy}>
      {t(isCopied ? 'web.account.copied' : 'web.account.copy')}
      <span className="visually-hidden"> {label}</span>
    </Button>
  )
}
