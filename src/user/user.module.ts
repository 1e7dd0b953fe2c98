import { Module } from '@nestjs/common'
import { SignInService } from './sign-in.service.js'
import { UserService } from './user.service.js'
import { UserResolver } from './user.resolver.js'

@Module({ providers: [SignInService, UserService, UserResolver] })
export class UserModule {}
