import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { commandsFor } from './commands.js'
import { isTyping } from './is-typing.js'
import { useViewer } from './viewer.js'

/** Milliseconds within which the second letter of a shortcut follows the first. */
const pause = 1500

/** Letters that act anywhere outside fields and dialogs: `l` logs a meeting, `g` and then `p` goes to the pipeline. */
export function useShortcuts(): void {
  const navigate = useNavigate()
  const viewer = useViewer()
  useEffect(() => {
    const available = commandsFor(viewer)
    let typed = ''
    let typedAt = 0
    const listen = (event: KeyboardEvent) => {
      if (isTyping(event) || event.key.length !== 1) return
      const isFollowing = event.timeStamp - typedAt < pause
      const keys = [(isFollowing ? typed : '') + event.key, event.key]
      const command = available.find((candidate) => keys.includes(candidate.keys))
      typed = command ? '' : event.key
      typedAt = event.timeStamp
      if (!command) return
      event.preventDefault()
      const { to, search = {} } = command
      void navigate({ to, search })
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [navigate, viewer])
}
