import { appError } from '../core/error/app-error.js'
import type { Role, ViewerIdentity } from '../core/scope.js'

/** What a role may do. Which deals it may do it to, the deal's team decides. */
export const permissions = {
  'deal:write': ['OFFICER', 'HEAD'],
  'deal:decide': ['HEAD'],
  'pipeline:write': ['OFFICER', 'HEAD'],
  'admin:write': ['ADMIN'],
  'own:write': ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export const mayDo = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

export function checkPermission({ role }: ViewerIdentity, permission: Permission): void {
  if (!mayDo(role, permission)) throw appError('forbidden', { roles: permissions[permission].join(', ') })
}
