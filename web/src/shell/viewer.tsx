import { createContext, use, type ReactNode } from 'react'
import type { ViewerQuery } from '../api/generated/types.js'

export type Viewer = ViewerQuery['viewer']
export type Stage = ViewerQuery['dealStages'][number]

export interface Session {
  viewer: Viewer
  stages: Stage[]
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('SessionProvider is missing')
  return session
}

export const useViewer = (): Viewer => useSession().viewer

/** Returns whether the role writes at all. Which deals the user may change follows from their teams. */
export const isWriter = ({ role }: Viewer): boolean => role === 'OFFICER' || role === 'HEAD'

/** Returns whether the role sees deals at all: an OPERATOR manages the installation. */
export const seesDeals = ({ role }: Viewer): boolean => role !== 'OPERATOR'

/** Returns whether the role has users to manage or requests to decide. */
export const isAdministrator = ({ role }: Viewer): boolean => ['ADMIN', 'OPERATOR', 'HEAD'].includes(role)
