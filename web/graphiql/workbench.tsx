import type { Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { useState } from 'react'
import { personOf } from './app'
import { examples, filled } from './examples'
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
  const [round, setRound] = useState(0)

  const startAfresh = () => {
    localStorage.removeItem(kept)
    setRound(round + 1)
  }
  const fetcher = async (asked: Asked) => {
    const answer = await ask(token, await filled(token, named(asked)))
    if (answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) onExpired()
    return answer
  }
  return (
    <>
      <header className="bar">
        <strong>Ancrage</strong>
        <span className="person">{personOf(session)}</span>
        <button onClick={startAfresh} title="Replaces all tabs by the examples">
          Examples
        </button>
        <button onClick={onLeave}>Sign out</button>
      </header>
      <GraphiQL
        key={round}
        fetcher={fetcher as Fetcher}
        defaultTabs={examples}
        initialVariables={firstVariables()}
        defaultEditorToolsVisibility="variables"
      />
    </>
  )
}

/** GraphiQL itself forgets the variables of the first tab, unless it finds its tabs as they were left. */
const firstVariables = () => (localStorage.getItem(kept) ? undefined : examples[0]?.variables)

/** For a moment after another tab is chosen, GraphiQL still sends the name of the operation that was there before. */
const named = ({ operationName, ...asked }: Asked): Asked =>
  operationName && asked.query.includes(operationName) ? { ...asked, operationName } : asked
