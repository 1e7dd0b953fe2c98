import { Module } from '@nestjs/common'
import { ApiKeyResolver } from './api-key/api-key.resolver.js'
import { ApiKeyService } from './api-key/api-key.service.js'
import { IdentityRegistry } from './openid/identity-registry.js'
import { IdentityResolver } from './openid/identity.resolver.js'
import { OpenIdProvider } from './openid/openid-provider.js'
import { OpenIdService } from './openid/openid.service.js'
import { CleanupJob } from './cleanup.job.js'
import { SessionResolver } from './session/session.resolver.js'
import { SessionService } from './session/session.service.js'
import { SignInGuard } from './session/sign-in-guard.js'
import { SqlLoginMonitor } from './sql-login/sql-login-monitor.js'
import { SqlLoginResolver } from './sql-login/sql-login.resolver.js'
import { SqlLoginService } from './sql-login/sql-login.service.js'
import { UserChangeResolver } from './change/user-change.resolver.js'
import { UserChangeService } from './change/user-change.service.js'
import { PasswordLinkResolver } from './password-link/password-link.resolver.js'
import { PasswordLinkService } from './password-link/password-link.service.js'
import { SecondFactor } from './second-factor/second-factor.js'
import { SecondFactorResolver } from './second-factor/second-factor.resolver.js'
import { UserService } from './user.service.js'
import { VisitResolver } from './visit/visit.resolver.js'
import { VisitService } from './visit/visit.service.js'
import { UserResolver } from './user.resolver.js'

@Module({
  providers: [
    UserService,
    UserChangeService,
    UserChangeResolver,
    PasswordLinkService,
    PasswordLinkResolver,
    UserResolver,
    SecondFactor,
    SecondFactorResolver,
    SignInGuard,
    SessionService,
    SessionResolver,
    OpenIdProvider,
    IdentityRegistry,
    IdentityResolver,
    OpenIdService,
    ApiKeyService,
    ApiKeyResolver,
    CleanupJob,
    SqlLoginService,
    SqlLoginResolver,
    SqlLoginMonitor,
    VisitService,
    VisitResolver,
  ],
  exports: [OpenIdService, PasswordLinkService],
})
export class UserModule {}
