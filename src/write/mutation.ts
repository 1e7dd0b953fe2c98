/**
 * The steps of every mutation, in one transaction: authenticate, check the permission and the texts of the input, look
 * up the idempotency key, run the resolver, and read the changed row as selected.
 */
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { GqlExecutionContext, Mutation } from '@nestjs/graphql'
import { getNamedType, isNonNullType, type GraphQLResolveInfo } from 'graphql'
import { firstValueFrom, from, type Observable } from 'rxjs'
import { DataSource, type EntityManager } from 'typeorm'
import { badFields, appError } from '../core/error/app-error.js'
import { checkReadScope, checkWriteScope } from '../core/key-scopes.js'
import type { Scope, ViewerIdentity } from '../core/scope.js'
import { textFaults } from '../core/validation/text.js'
import { writeAs } from '../database/authenticated-query.js'
import type { Caller } from '../read/caller.js'
import { reread } from '../read/reread.js'
import type { Class } from '../read/shape.js'
import type { Statement } from '../read/compile/statement.js'
import { earlierResult, rememberResult } from './idempotency.js'
import { checkPermission, type Permission } from './permission.js'
import { recordRefusal } from './refusal.js'

const permissionKey = 'permission'
const sensitiveKey = 'sensitive'

/**
 * Declares a mutation that requires a permission. Its resolver returns the changed row. The selected fields
 * are read in the same transaction. A `sensitive` one requires that the user proved their identity within ten minutes
 * (`require_recent_proof.sql`).
 *
 * With `@WriteMutation(() => Agency, 'admin:write', …) createAgency(…)`,
 * `mutation { createAgency(input: { code: "awex", name: "Awex", kind: REGIONAL_AGENCY }) { code } }` inserts the rows
 * `agency (code = 'awex', name = 'Awex', kind = 'REGIONAL_AGENCY', active = true, version = 1)` and
 * `audit_entry (verb = 'createAgency', subject_type = 'Agency', after = {"code": "awex", …})`, and returns
 * `{ "code": "awex" }`.
 */
export const WriteMutation = (
  type: () => Class,
  permission: Permission,
  description: string,
  options: { nullable?: boolean; deprecated?: string; sensitive?: boolean } = {},
): MethodDecorator =>
  applyDecorators(
    Mutation(type as never, {
      description,
      nullable: options.nullable ?? false,
      ...(options.deprecated && { deprecationReason: options.deprecated }),
    }),
    SetMetadata(permissionKey, permission),
    SetMetadata(sensitiveKey, options.sensitive ?? false),
    UseInterceptors(WriteInterceptor),
  )

export interface MutationContext extends Caller {
  scope?: Scope
  /** The transaction of an operation with several mutations. `afterwards` runs after its rollback. */
  shared?: { db: EntityManager; viewer: ViewerIdentity; afterwards?: () => Promise<void> }
}

/** Injects the scope of the running mutation into a resolver. */
export const CurrentScope = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    GqlExecutionContext.create(context).getContext<MutationContext>().scope,
)

/** The changed row. `source` replaces its table when the answer has more, such as a secret that is shown only once. */
interface ChangedRow {
  id: string
  source?: (statement: Statement) => string
}

@Injectable()
export class WriteInterceptor implements NestInterceptor {
  constructor(
    private readonly source: DataSource,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<ChangedRow>): Observable<unknown> {
    const graphql = GqlExecutionContext.create(context)
    const caller = graphql.getContext<MutationContext>()
    const info = graphql.getInfo<GraphQLResolveInfo>()
    const { input = {} } = graphql.getArgs<{ input?: Record<string, unknown> }>()
    const permission = this.reflector.get<Permission>(permissionKey, context.getHandler())
    return from(
      this.inTransaction(caller, async (db, viewer) => {
        caller.viewer = viewer
        caller.language = viewer.language
        checkRequest(viewer, info.fieldName, permission, input)
        if (this.reflector.get<boolean>(sensitiveKey, context.getHandler()))
          await db.query('select require_recent_proof()')
        const scope = (caller.scope = { viewer, language: viewer.language, now: new Date(), db })
        const { id, source } = await runOnce(scope, info.fieldName, input, () =>
          firstValueFrom(next.handle()),
        )
        const checkTypes = (types: Iterable<string>) => checkReadScope(viewer, types)
        const locator = source ? { source } : { id }
        return (await reread(db, info, caller, locator, { checkTypes })) ?? refuseHidden(info)
      }).catch(async (error: unknown) => {
        const record = () => recordRefusal(this.source, caller.token, info.fieldName, input, error)
        // It needs a transaction of its own, which must not wait for the locks of the shared one.
        if (caller.shared) caller.shared.afterwards ??= record
        else await record()
        throw error
      }),
    )
  }

  private inTransaction<T>(
    { shared, token }: MutationContext,
    work: (db: EntityManager, viewer: ViewerIdentity) => Promise<T>,
  ): Promise<T> {
    return shared ? work(shared.db, shared.viewer) : writeAs(this.source, token, work)
  }
}

/**
 * Rejects an answer that the viewer may not see any more: after their own change, or when a request is repeated later.
 */
function refuseHidden({ returnType }: GraphQLResolveInfo): null {
  if (!isNonNullType(returnType)) return null
  const { name } = getNamedType(returnType)
  throw appError('notFound', { what: name[0]!.toLowerCase() + name.slice(1) })
}

function checkRequest(viewer: ViewerIdentity, mutation: string, permission: Permission, input: object): void {
  if (viewer.readsOnly) throw appError('keyReadsOnly')
  checkWriteScope(viewer, mutation)
  checkPermission(viewer, permission)
  const faults = textFaults({ input })
  if (faults.length > 0) throw badFields(faults.map(({ path, code }) => ({ path, code })))
}

async function runOnce(
  scope: Scope,
  verb: string,
  input: Record<string, unknown>,
  work: () => Promise<ChangedRow>,
): Promise<ChangedRow> {
  const key = input.idempotencyKey
  if (typeof key !== 'string') return work()
  const earlier = await earlierResult(scope, verb, key, input)
  if (earlier) return { id: earlier }
  const changed = await work()
  await rememberResult(scope, key, changed.id)
  return changed
}
