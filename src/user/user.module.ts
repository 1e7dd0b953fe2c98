import { Module } from '@nestjs/common'
import { ApiKeyResolver } from './api-key.resolver.js'
import { ApiKeyService } from './api-key.service.js'
import { OpenIdProvider } from './openid-provider.js'
import { OpenIdService } from './openid.service.js'
import { SessionResolver } from './session.resolver.js'
import { SessionService } from './session.service.js'
import { SignInGuard } from './sign-in-guard.js'
import { SqlDoor } from './sql-door.js'
import { SqlLoginResolver } from './sql-login.resolver.js'
import { SqlLoginService } from './sql-login.service.js'
import { UserService } from './user.service.js'
import { UserResolver } from './user.resolver.js'

@Module({
  providers: [
    UserService,
    UserResolver,
    SignInGuard,
    SessionService,
    SessionResolver,
    OpenIdProvider,
    OpenIdService,
    ApiKeyService,
    ApiKeyResolver,
    SqlLoginService,
    SqlLoginResolver,
    SqlDoor,
  ],
  exports: [OpenIdService],
})
export class UserModule {}
