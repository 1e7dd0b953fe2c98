import { Global, Module } from '@nestjs/common'
import { UserModule } from '../../user/user.module.js'
import { PublicAddress } from '../public-address.js'
import { PasswordPages } from './password-pages.js'
import { SignInPages } from './sign-in-pages.js'

/** Provides the pages that controllers of any folder send. */
@Global()
@Module({
  imports: [UserModule],
  providers: [PasswordPages, PublicAddress, SignInPages],
  exports: [PasswordPages, PublicAddress, SignInPages],
})
export class PagesModule {}
