import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { NewSqlLogin, SqlLogin } from './sql-login.entity.js'
import { CreateSqlLoginInput, RevokeSqlLoginInput } from './sql-login.input.js'
import { SqlLoginService } from './sql-login.service.js'

@Resolver()
export class SqlLoginResolver {
  constructor(private readonly logins: SqlLoginService) {}

  @WriteMutation(
    () => NewSqlLogin,
    'own:write',
    'Creates a PostgreSQL login that reads the schema `analytics` as you, or as HEAD as a MACHINE of your agency, and nothing else.',
    { sensitive: true },
  )
  createSqlLogin(@CurrentScope() scope: Scope, @Args('input') input: CreateSqlLoginInput) {
    return this.logins.create(scope, input)
  }

  @WriteMutation(
    () => SqlLogin,
    'own:write',
    'Revokes a SQL login of yours, as ADMIN of a user of your agency, or as HEAD of a MACHINE of it, and ends its connections.',
  )
  revokeSqlLogin(@CurrentScope() scope: Scope, @Args('input') input: RevokeSqlLoginInput) {
    return this.logins.revoke(scope, input)
  }
}
