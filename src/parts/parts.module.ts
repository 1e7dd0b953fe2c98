import { Module } from '@nestjs/common'
import { PartialDateResolver } from './partial-date.js'

/** What rows of several folders are partly made of: money, partial dates, sources. */
@Module({ providers: [PartialDateResolver] })
export class PartsModule {}
