import { Global, Module } from '@nestjs/common'
import { FollowUps } from '../meeting/follow-up.js'
import { FollowUpTasks } from './follow-ups.js'
import { TaskResolver } from './task.resolver.js'
import { TaskService } from './task.service.js'

/** Global, so that the meeting module gets FollowUps without importing this higher layer. */
@Global()
@Module({
  providers: [TaskService, TaskResolver, { provide: FollowUps, useClass: FollowUpTasks }],
  exports: [FollowUps],
})
export class TaskModule {}
