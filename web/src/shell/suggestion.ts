import type { SearchQuery } from '../api/generated/types.js'
import type { Translate } from '../text/translate.js'
import { commandsFor, keysText } from './commands.js'
import type { Viewer } from './viewer.js'

/** A line below the search box, and where it leads. */
export interface Suggestion {
  id: string
  label: string
  /** What kind of row it is, or the keys of a command. */
  note: string
  target: { to: string; params?: Record<string, string>; search?: Record<string, unknown> }
}

const lettersOf = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Returns the commands whose name contains the words; without words, all of them. */
export function matchingCommands(words: string, viewer: Viewer, t: Translate): Suggestion[] {
  return commandsFor(viewer)
    .map(({ label, keys, to, search = {} }) => ({
      ...{ id: `command-${keys}`, label: t(label), note: keysText(keys) },
      target: { to, search },
    }))
    .filter(({ label }) => lettersOf(label).includes(lettersOf(words)))
}

type Hit = SearchQuery['search'][number]

function targetOf({ deal, prospect, contact, kind }: Hit): Suggestion['target'] | null {
  if (deal) return { to: '/deals/$reference', params: { reference: deal.reference } }
  if (prospect) return { to: '/prospects/$id', params: { id: prospect.id } }
  if (contact) return { to: '/contacts/$id', params: { id: contact.id } }
  return kind === 'MEETING' ? { to: '/meetings' } : null
}

/** Returns the hits that have a page, one for each page. */
export function suggestionsOf(hits: Hit[], t: Translate): Suggestion[] {
  const found = new Map<string, Suggestion>()
  for (const hit of hits) {
    const target = targetOf(hit)
    const page = JSON.stringify(target)
    if (target && !found.has(page))
      found.set(page, {
        id: `${hit.kind}-${hit.id}`,
        label: hit.title,
        note: t(`web.search.kind.${hit.kind}`),
        target,
      })
  }
  return [...found.values()]
}
