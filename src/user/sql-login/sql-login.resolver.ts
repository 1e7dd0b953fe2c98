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
    'admin:write',
    'Creates a PostgreSQL login that reads the schema `analytics` as a user, and nothing else.',
  )
  createSqlLogin(@CurrentScope() scope: Scope, @Args('input') input: CreateSqlLoginInput) {
    return this.logins.create(scope, input)
  }

  @WriteMutation(() => SqlLogin, 'admin:write', 'Revokes a SQL login and ends its connections.')
  revokeSqlLogin(@CurrentScope() scope: Scope, @Args('input') input: RevokeSqlLoginInput) {
    return this.logins.revoke(scope, input)
  }
}
