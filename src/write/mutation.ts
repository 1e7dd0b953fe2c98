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
import { badFields, problem } from '../core/error/app-error.js'
import type { Scope, Viewer } from '../core/scope.js'
import { textFaults } from '../core/text.js'
import { writeAs } from '../database/authenticated-query.js'
import type { Asker } from '../read/caller.js'
import { reread } from '../read/reread.js'
import type { Class } from '../read/shape.js'
import type { Statement } from '../read/statement.js'
import { earlierResult, rememberResult } from './idempotency.js'
import { checkPermission, type Permission } from './permission.js'
import { noteRefusal } from './refusal.js'

const permissionKey = 'permission'

/** A mutation that whoever has the permission may call; its resolver gives the changed row, which is read again as selected. */
export const Write = (
  type: () => Class,
  permission: Permission,
  description: string,
  options: { nullable?: boolean } = {},
): MethodDecorator =>
  applyDecorators(
    Mutation(type as never, { description, nullable: options.nullable ?? false }),
    SetMetadata(permissionKey, permission),
    UseInterceptors(Writing),
  )

export interface Writer extends Asker {
  scope?: Scope
  /** The transaction that the mutations of one operation share; a mutation alone has its own. */
  shared?: { db: EntityManager; viewer: Viewer; afterwards?: () => Promise<void> }
}

/** The scope of the running mutation. */
export const Ask = createParamDecorator(
  (_: unknown, context: ExecutionContext) => GqlExecutionContext.create(context).getContext<Writer>().scope,
)

/** The row that changed; `source` where the answer shows more than a table has, such as a secret that is shown once. */
interface Changed {
  id: string
  source?: (statement: Statement) => string
}

@Injectable()
export class Writing implements NestInterceptor {
  constructor(
    private readonly source: DataSource,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Changed>): Observable<unknown> {
    const graphql = GqlExecutionContext.create(context)
    const writer = graphql.getContext<Writer>()
    const info = graphql.getInfo<GraphQLResolveInfo>()
    const { input = {} } = graphql.getArgs<{ input?: Record<string, unknown> }>()
    const permission = this.reflector.get<Permission>(permissionKey, context.getHandler())
    return from(
      this.transaction(writer, async (db, viewer) => {
        writer.viewer = viewer
        writer.language = viewer.language
        check(viewer, permission, input)
        const scope = (writer.scope = { viewer, language: viewer.language, now: new Date(), db })
        const { id, source } = await once(scope, info.fieldName, input, () => firstValueFrom(next.handle()))
        return (await reread(db, info, source ? { source } : { id })) ?? hidden(info)
      }).catch(async (error: unknown) => {
        const note = () => noteRefusal(this.source, writer.token, info.fieldName, input, error)
        // what holds the transaction open would be waited for: it is noted when that has ended
        if (writer.shared) writer.shared.afterwards ??= note
        else await note()
        throw error
      }),
    )
  }

  private transaction<T>(
    { shared, token }: Writer,
    work: (db: EntityManager, viewer: Viewer) => Promise<T>,
  ): Promise<T> {
    return shared ? work(shared.db, shared.viewer) : writeAs(this.source, token, work)
  }
}

/** What its sender may not see any more: after a change of its own, or when a request is repeated much later. */
function hidden({ returnType }: GraphQLResolveInfo): null {
  if (!isNonNullType(returnType)) return null
  const { name } = getNamedType(returnType)
  throw problem('notFound', { what: name[0]!.toLowerCase() + name.slice(1) })
}

function check(viewer: Viewer, permission: Permission, input: object): void {
  if (viewer.readsOnly) throw problem('keyReadsOnly')
  checkPermission(viewer, permission)
  const faults = textFaults({ input })
  if (faults.length > 0) throw badFields(faults.map(({ path, code }) => ({ path, code })))
}

async function once(
  scope: Scope,
  verb: string,
  input: Record<string, unknown>,
  work: () => Promise<Changed>,
): Promise<Changed> {
  const key = input.idempotencyKey
  if (typeof key !== 'string') return work()
  const earlier = await earlierResult(scope, verb, key, input)
  if (earlier) return { id: earlier }
  const changed = await work()
  await rememberResult(scope, key, changed.id)
  return changed
}
