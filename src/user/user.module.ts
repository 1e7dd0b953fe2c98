import { Module } from '@nestjs/common'
import { SignInService } from './sign-in.service.js'
import { UserResolver } from './user.resolver.js'

@Module({ providers: [SignInService, UserResolver] })
export class UserModule {}
