import { Module } from '@nestjs/common'
import './deal-as-known.js'
import './in-team.js'
import './job-count.js'
import { PipelineResolver } from './pipeline.resolver.js'
import './stage-as-of.js'
import './todays-values.js'

@Module({ providers: [PipelineResolver] })
export class PipelineModule {}
