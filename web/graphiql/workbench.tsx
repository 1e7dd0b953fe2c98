import type { Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { useState } from 'react'
import { examples, fillPlaceholders } from './examples'
import { execute, type GraphqlRequest } from './graphql-client'
import { describeViewer, type BrowserSession } from './session'

/** Where GraphiQL stores the content of its tabs. */
const tabStorageKey = 'graphiql:tabState'

interface Props {
  session: BrowserSession
  onLeave: () => void
  onExpired: () => void
}

/** GraphiQL as the signed-in user. Its tabs start with the examples. */
export function Workbench({ session, onLeave, onExpired }: Props) {
  const { token } = session
  const [round, setRound] = useState(0)

  const resetTabs = () => {
    localStorage.removeItem(tabStorageKey)
    setRound(round + 1)
  }
  const fetcher = async (request: GraphqlRequest) => {
    const response = await execute(token, await fillPlaceholders(token, withMatchingName(request)))
    if (response.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) onExpired()
    return response
  }
  return (
    <>
      <header className="bar">
        <strong>Ancrage</strong>
        <span className="person">{describeViewer(session)}</span>
        <button onClick={resetTabs} title="Replaces all tabs by the examples">
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

/** GraphiQL ignores the variables of the first default tab, so they are passed separately, unless it restores its tabs. */
const firstVariables = () => (localStorage.getItem(tabStorageKey) ? undefined : examples[0]?.variables)

/** Right after a change of tabs, GraphiQL still sends the operation name of the previous tab: it is left out then. */
const withMatchingName = ({ operationName, ...request }: GraphqlRequest): GraphqlRequest =>
  operationName && request.query.includes(operationName) ? { ...request, operationName } : request
