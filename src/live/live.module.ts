import { Module } from '@nestjs/common'
import { ChangeFeed } from './change-feed.js'
import { ChangeStreams } from './change-streams.js'
import { LiveResolver } from './live.resolver.js'

@Module({ providers: [ChangeFeed, ChangeStreams, LiveResolver] })
export class LiveModule {}
