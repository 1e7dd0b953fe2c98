/** A mutation: who asks, may they, has it been done before, do it, read it again; all in one transaction. */
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
import type { Scope, ViewerIdentity } from '../core/scope.js'
import { textFaults } from '../core/text.js'
import { writeAs } from '../database/authenticated-query.js'
import type { Caller } from '../read/caller.js'
import { reread } from '../read/reread.js'
import type { Class } from '../read/shape.js'
import type { Statement } from '../read/statement.js'
import { earlierResult, rememberResult } from './idempotency.js'
import { checkPermission, type Permission } from './permission.js'
import { recordRefusal } from './refusal.js'

const permissionKey = 'permission'

/** A mutation that whoever has the permission may call; its resolver gives the changed row, which is read again as selected. */
export const WriteMutation = (
  type: () => Class,
  permission: Permission,
  description: string,
  options: { nullable?: boolean; deprecated?: string } = {},
): MethodDecorator =>
  applyDecorators(
    Mutation(type as never, {
      description,
      nullable: options.nullable ?? false,
      ...(options.deprecated && { deprecationReason: options.deprecated }),
    }),
    SetMetadata(permissionKey, permission),
    UseInterceptors(WriteInterceptor),
  )

export interface MutationContext extends Caller {
  scope?: Scope
  /** The transaction that the mutations of one operation share; a mutation alone has its own. */
  shared?: { db: EntityManager; viewer: ViewerIdentity; afterwards?: () => Promise<void> }
}

/** The scope of the running mutation. */
export const CurrentScope = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    GqlExecutionContext.create(context).getContext<MutationContext>().scope,
)

/** The row that changed; `source` where the answer shows more than a table has, such as a secret that is shown once. */
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
    const writer = graphql.getContext<MutationContext>()
    const info = graphql.getInfo<GraphQLResolveInfo>()
    const { input = {} } = graphql.getArgs<{ input?: Record<string, unknown> }>()
    const permission = this.reflector.get<Permission>(permissionKey, context.getHandler())
    return from(
      this.transaction(writer, async (db, viewer) => {
        writer.viewer = viewer
        writer.language = viewer.language
        check(viewer, permission, input)
        const scope = (writer.scope = { viewer, language: viewer.language, now: new Date(), db })
        const { id, source } = await runOnce(scope, info.fieldName, input, () =>
          firstValueFrom(next.handle()),
        )
        return (await reread(db, info, source ? { source } : { id })) ?? refuseHidden(info)
      }).catch(async (error: unknown) => {
        const note = () => recordRefusal(this.source, writer.token, info.fieldName, input, error)
        // what holds the transaction open would be waited for: it is noted when that has ended
        if (writer.shared) writer.shared.afterwards ??= note
        else await note()
        throw error
      }),
    )
  }

  private transaction<T>(
    { shared, token }: MutationContext,
    work: (db: EntityManager, viewer: ViewerIdentity) => Promise<T>,
  ): Promise<T> {
    return shared ? work(shared.db, shared.viewer) : writeAs(this.source, token, work)
  }
}

/** What its sender may not see any more: after a change of its own, or when a request is repeated much later. */
function refuseHidden({ returnType }: GraphQLResolveInfo): null {
  if (!isNonNullType(returnType)) return null
  const { name } = getNamedType(returnType)
  throw appError('notFound', { what: name[0]!.toLowerCase() + name.slice(1) })
}

function check(viewer: ViewerIdentity, permission: Permission, input: object): void {
  if (viewer.readsOnly) throw appError('keyReadsOnly')
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
