import { appError } from '../core/error/app-error.js'
import type { Role, ViewerIdentity } from '../core/scope.js'

/**
 * The roles that have each permission. The rows on which they have it follow from row-level security. The policies
 * check roles again, independently: `user/role/viewer_is_admin.sql`, `user/role/viewer_is_operator.sql`, `user/role/viewer_is_head.sql`, `write/require_role.sql`,
 * and the `*.access.sql` files that call them.
 */
const permissions = {
  'deal:write': ['OFFICER', 'HEAD'],
  'deal:decide': ['HEAD'],
  'pipeline:write': ['OFFICER', 'HEAD'],
  'admin:write': ['ADMIN'],
  'operator:write': ['OPERATOR'],
  'account:decide': ['ADMIN', 'OPERATOR'],
  'own:write': ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

const hasPermission = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

/** Rejects a viewer without the permission with FORBIDDEN, which names the roles that have it. */
export function checkPermission({ role }: ViewerIdentity, permission: Permission): void {
  if (!hasPermission(role, permission))
    throw appError('forbidden', { roles: permissions[permission].join(', ') })
}
