import { Global, Module } from '@nestjs/common'
import { FollowUps } from '../meeting/follow-up.js'
import { FollowUpTasks } from './follow-ups.js'
import { TaskResolver } from './task.resolver.js'
import { TaskService } from './task.service.js'

/** Global, because meetings stand below tasks and still ask for some. */
@Global()
@Module({
  providers: [TaskService, TaskResolver, { provide: FollowUps, useClass: FollowUpTasks }],
  exports: [FollowUps],
})
export class TaskModule {}
