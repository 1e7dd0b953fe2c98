import {
  FirstPageResolver,
  IssuedFirstPageResolver,
  PeriodFirstPageResolver,
} from './first-page/first-page.resolver.js'
import { Module } from '@nestjs/common'
import { IssueService } from './issue.service.js'
import { WeeklyResolver } from './weekly.resolver.js'

@Module({
  providers: [
    FirstPageResolver,
    IssuedFirstPageResolver,
    PeriodFirstPageResolver,
    WeeklyResolver,
    IssueService,
  ],
  exports: [IssueService],
})
export class WeeklyModule {}
