import { Module } from '@nestjs/common'
import { WeeklyModule } from '../weekly/weekly.module.js'
import { MailScheduler } from './mail-scheduler.js'
import { MailSender } from './mail-sender.js'
import { MailResolver } from './mail.resolver.js'
import { MailService } from './mail.service.js'
import { PasswordLinkSender } from './password-link-sender.js'
import { UnsubscribeController } from './unsubscribe.controller.js'
import { ScheduleRunner } from './schedule-runner.js'

@Module({
  imports: [WeeklyModule],
  controllers: [UnsubscribeController],
  providers: [MailResolver, MailService, ScheduleRunner, MailSender, PasswordLinkSender, MailScheduler],
})
export class MailModule {}
