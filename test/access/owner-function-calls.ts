/** The functions that run with the owner's rights, as the database and docs/owner-rights.md have them, and calls of them. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../src/core/package-folder.js'
import { tokenHash } from '../../src/core/token.js'
import { serviceRole } from '../../src/database/roles.js'
import type { TestService } from '../test-service.js'

export interface OwnerFunction {
  name: string
  types: string[]
  names: string[]
  /** Types of parameters that are rows of a table. */
  rowTypes: string[]
  returnsTrigger: boolean
  /** Whether the service may call it. */
  granted: boolean
  source: string
}

export async function readOwnerFunctions({ owner }: TestService): Promise<OwnerFunction[]> {
  const { rows } = await owner.query<OwnerFunction>(
    `select p.proname as name, p.prorettype = 'trigger'::regtype as "returnsTrigger", p.prosrc as source,
        array(select format_type(t, null) from unnest(p.proargtypes) with ordinality u (t, n) order by n) as types,
        array(select format_type(t, null) from unnest(p.proargtypes) t join pg_type y on y.oid = t where y.typtype = 'c') as "rowTypes",
        coalesce(p.proargnames[:p.pronargs], '{}') as names,
        has_function_privilege($1, p.oid, 'execute') as granted
       from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
    [serviceRole],
  )
  return rows
}

export interface ListedFunction {
  name: string
  caller: string
  reads: string
  changes: string
}

/** Returns the rows of the table of docs/owner-rights.md whose first column has this heading. */
export function rowsOfOwnerRights(heading: 'function' | 'view'): string[][] {
  const lines = readFileSync(join(packageFolder(), 'docs', 'owner-rights.md'), 'utf8').split('\n')
  const first = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line)) + 2
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'))
  return lines
    .slice(first, length < 0 ? undefined : first + length)
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(\w+)`$/, '$1')))
    .map((cells) => cells.slice(1, -1))
}

export const listedOwnerFunctions = (): ListedFunction[] =>
  rowsOfOwnerRights('function').map(([name, caller, reads, changes]) => ({
    ...{ name: name!, caller: caller!, reads: reads!, changes: changes! },
  }))

/** What the parameters of a call are filled with. */
interface Filling {
  /** For a parameter of type text, unless its name says more. */
  text?: string
  /** For a parameter that refers to a row. */
  id: string
  reference?: string
}

/** Returns a call with a value of the type of each parameter, `name($1::…, …)`. Throws on a type that it does not know. */
export function callOf(one: OwnerFunction, filling: Filling): { sql: string; values: unknown[] } {
  const params = one.types.map((type, i) =>
    one.rowTypes.includes(type)
      ? `(select jsonb_populate_record(null::${type}, $${i + 1}::jsonb))`
      : `$${i + 1}::${type}`,
  )
  const values = one.types.map((type, i) =>
    one.rowTypes.includes(type)
      ? JSON.stringify({ id: filling.id, user_id: filling.id, subject_id: filling.id })
      : valueOf(type, one.names[i] ?? '', filling),
  )
  return { sql: `${one.name}(${params.join(', ')})`, values }
}

function valueOf(type: string, name: string, { text = 'text', id, reference = text }: Filling): unknown {
  switch (type) {
    case 'uuid':
      return /summary|entry|^id$|^new_/.test(name) ? randomUUID() : id
    case 'uuid[]':
      return [id]
    case 'text':
      if (name === 'address') return '127.0.0.1'
      return name.includes('week') ? '2018-W07' : name === 'region' ? 'WAL' : text
    case 'text[]':
      return [reference]
    case 'bytea':
      return tokenHash('forged')
    case 'bytea[]':
      return [tokenHash('forged')]
    case 'integer':
    case 'bigint':
    case 'numeric':
    case 'smallint':
      return 1
    case 'integer[]':
    case 'bigint[]':
      return [1]
    case 'boolean':
      return true
    case 'jsonb':
      return '{}'
    case 'date':
      return '2018-01-01'
    case 'interval':
      return '1 hour'
    case 'inet':
      return '127.0.0.1'
    default:
      if (type.startsWith('timestamp')) return '2018-02-20'
      throw new Error(`No value for a parameter of type ${type}`)
  }
}
