import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isTyping } from './is-typing.js'
import { isWriter, useViewer } from './viewer.js'

/** Single letters that act anywhere outside fields and dialogs: `l` logs a meeting. */
export function useShortcuts(): void {
  const navigate = useNavigate()
  const canLog = isWriter(useViewer())
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'l' || !canLog || isTyping(event)) return
      event.preventDefault()
      void navigate({ to: '/meetings', search: { log: true } })
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [navigate, canLog])
}
