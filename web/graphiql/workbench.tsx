import type { Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { useCallback, useEffect, useState } from 'react'
import { personOf } from './app'
import { examples, type Tab } from './examples'
import { ask, type Asked } from './service'
import type { Session } from './session'

/** Where GraphiQL keeps what was written in its tabs. */
const kept = 'graphiql:tabState'

interface Props {
  session: Session
  onLeave: () => void
  onExpired: () => void
}

/** GraphiQL, asking as whoever is signed in; its tabs begin as the examples. */
export function Workbench({ session, onLeave, onExpired }: Props) {
  const { token } = session
  const [tabs, setTabs] = useState<Tab[]>()
  const load = useCallback(() => examples(token).then(setTabs), [token])
  useEffect(() => void load(), [load])

  const startAfresh = () => {
    localStorage.removeItem(kept)
    setTabs(undefined)
    void load()
  }
  const fetcher = async (asked: Asked) => {
    const answer = await ask(token, asked)
    if (answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) onExpired()
    return answer
  }
  return (
    <>
      <header className="bar">
        <strong>Ancrage</strong>
        <span className="person">{personOf(session)}</span>
        <button onClick={startAfresh} title="Replaces all tabs; the examples take the deal that changed last">
          Examples
        </button>
        <button onClick={onLeave}>Sign out</button>
      </header>
      {tabs && (
        <GraphiQL
          fetcher={fetcher as Fetcher}
          defaultTabs={tabs}
          initialVariables={firstVariables(tabs)}
          defaultEditorToolsVisibility="variables"
        />
      )}
    </>
  )
}

/** GraphiQL itself forgets the variables of the first tab, unless it finds its tabs as they were left. */
const firstVariables = ([first]: Tab[]) => (localStorage.getItem(kept) ? undefined : first?.variables)
