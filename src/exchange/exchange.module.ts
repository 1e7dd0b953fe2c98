import { Module } from '@nestjs/common'
import { ExportResolver } from './export.resolver.js'
import { Exporting } from './exporting.js'
import { ExportsController } from './exports.controller.js'

@Module({ controllers: [ExportsController], providers: [Exporting, ExportResolver] })
export class ExchangeModule {}
