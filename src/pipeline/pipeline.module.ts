import { Module } from '@nestjs/common'
import { PipelineResolver } from './pipeline.resolver.js'

@Module({ providers: [PipelineResolver] })
export class PipelineModule {}
