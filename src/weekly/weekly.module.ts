import { Module } from '@nestjs/common'
import { IssueService } from './issue.service.js'
import { WeeklyResolver } from './weekly.resolver.js'

@Module({ providers: [WeeklyResolver, IssueService], exports: [IssueService] })
export class WeeklyModule {}
