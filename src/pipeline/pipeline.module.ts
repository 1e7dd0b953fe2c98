import { Module } from '@nestjs/common'
import './in-team.js'
import './jobs-counted.js'
import { PipelineResolver } from './pipeline.resolver.js'
import './stood.js'

@Module({ providers: [PipelineResolver] })
export class PipelineModule {}
