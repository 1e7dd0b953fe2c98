import { RouterProvider } from '@tanstack/react-router'
import type { Root } from 'react-dom/client'
import { Provider } from 'urql'
import { clientAt, codeOf, followChanges } from './api/client.js'
import { ViewerDocument } from './api/generated/shell/shell.js'
import { EndedSession } from './confirm/ended-session.js'
import { createAppRouter } from './routes.js'
import { Failure } from './shell/failure.js'
import { SessionProvider } from './shell/viewer.js'
import { languageOfDocument, loadTexts, TextsProvider } from './text/texts.js'

let isFollowing = false

/** Loads the user and the texts in their language, then shows the application. */
export async function start(root: Root): Promise<void> {
  const client = clientAt()
  // Before the first page reads: what changes from here on is heard of.
  if (!isFollowing) followChanges()
  isFollowing = true
  const { data, error } = await client.query(ViewerDocument, {})
  // The client has already left for the page to sign in.
  if (codeOf(error) === 'UNAUTHENTICATED') return
  const texts = await loadTexts(data?.viewer.language ?? languageOfDocument())
  document.documentElement.lang = texts.format.tag
  if (!data) {
    root.render(
      <TextsProvider texts={texts}>
        <main>{error ? <Failure error={error} onRetry={() => void start(root)} /> : null}</main>
      </TextsProvider>,
    )
    return
  }
  root.render(
    <Provider value={client}>
      <TextsProvider texts={texts}>
        <SessionProvider session={{ viewer: data.viewer, stages: data.dealStages }}>
          <RouterProvider router={createAppRouter()} />
          <EndedSession />
        </SessionProvider>
      </TextsProvider>
    </Provider>,
  )
}
