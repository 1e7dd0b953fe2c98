/** What can be done from anywhere: by a shortcut, and from the search box. */
import type { TextKey } from '../text/translate.js'
import type { Viewer } from './viewer.js'

export interface Command {
  label: TextKey
  to: string
  search?: Record<string, unknown>
  /** Letters pressed one after the other. */
  keys: string
  writersOnly?: boolean
}

export const commands: readonly Command[] = [
  { label: 'web.meeting.log', to: '/meetings', search: { log: true }, keys: 'l', writersOnly: true },
  { label: 'web.shell.home', to: '/', keys: 'gh' },
  { label: 'web.shell.pipeline', to: '/pipeline', keys: 'gp' },
  { label: 'web.shell.meetings', to: '/meetings', keys: 'gm' },
  { label: 'web.shell.prospects', to: '/prospects', keys: 'gc' },
  { label: 'web.shell.sites', to: '/sites', keys: 'gs' },
  { label: 'web.shell.summary', to: '/summary', keys: 'gw' },
  { label: 'web.shell.ask', to: '/ask', keys: 'ga' },
]

/** Returns the commands of a role. An OPERATOR sees no deal, so only the first page is left. */
export const commandsFor = ({ role }: Pick<Viewer, 'role'>): readonly Command[] =>
  commands.filter(({ to, writersOnly }) =>
    role === 'OPERATOR' ? to === '/' : role === 'OFFICER' || role === 'HEAD' || !writersOnly,
  )

/** "G P" */
export const keysText = (keys: string): string => [...keys.toUpperCase()].join(' ')
