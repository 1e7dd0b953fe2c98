import { Module } from '@nestjs/common'
import './deal-as-of.js'
import './in-team.js'
import './job-count.js'
import { PipelineResolver } from './pipeline.resolver.js'
import './stage-as-of.js'

@Module({ providers: [PipelineResolver] })
export class PipelineModule {}
