import { Module } from '@nestjs/common'
import { PartialDateResolver } from './partial-date.js'

/** Composite types that several entities embed: money, partial dates, sources. */
@Module({ providers: [PartialDateResolver] })
export class CompositeModule {}
