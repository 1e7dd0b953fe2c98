import type { Confidentiality, Role, UserKind, UserOrder, UserWhere } from '../../api/generated/types.js'
import { clearances, roles } from '../admin-rights.js'

export const userKinds: UserKind[] = ['PERSON', 'MACHINE']
export const userSorts = ['name', 'agency', 'role', 'clearance'] as const
export type UserSort = (typeof userSorts)[number]

export interface UsersSearch {
  /** Part of the name or the address. */
  q?: string
  /** Code of an agency, or `all`; left out: the agency of the viewer. */
  agency?: string
  role?: Role
  clearance?: Confidentiality
  kind?: UserKind
  /** Left out: only users who can sign in. */
  active?: 'no' | 'all'
  sort?: UserSort
  desc?: true
}

/** Reads the search part of the address; defaults are left out, so equal views have equal addresses. */
export function readUsersSearch(search: Record<string, unknown>): UsersSearch {
  const { q, agency, active, desc } = search
  const role = roles.find((code) => code === search.role)
  const clearance = clearances.find((code) => code === search.clearance)
  const kind = userKinds.find((code) => code === search.kind)
  const sort = userSorts.find((key) => key === search.sort)
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof agency === 'string' && agency !== '' && { agency }),
    ...(role && { role }),
    ...(clearance && { clearance }),
    ...(kind && { kind }),
    ...((active === 'no' || active === 'all') && { active }),
    ...(sort && { sort }),
    ...(desc !== undefined && { desc: true as const }),
  }
}

/** Returns the filter of the list; `ownAgency` is the code of the viewer’s. */
export function usersWhere(search: UsersSearch, ownAgency: string): UserWhere {
  const { q, agency = ownAgency, role, clearance, kind, active } = search
  return {
    and: [
      ...(q ? [{ or: [{ name: { contains: q } }, { email: { contains: q.toLowerCase() } }] }] : []),
      ...(agency === 'all' ? [] : [{ agency: { code: { eq: agency } } }]),
      ...(role ? [{ role: { eq: role } }] : []),
      ...(clearance ? [{ clearance: { eq: clearance } }] : []),
      ...(kind ? [{ kind: { eq: kind } }] : []),
      ...(active === 'all' ? [] : [{ active: { eq: active !== 'no' } }]),
    ],
  }
}

export const usersOrder = ({ sort = 'name', desc }: UsersSearch): UserOrder[] => {
  const direction = desc ? ('DESC' as const) : ('ASC' as const)
  return [
    sort === 'agency' ? { agency: { name: direction } } : { [sort]: direction },
    ...(sort === 'name' ? [] : [{ name: 'ASC' as const }]),
  ]
}
