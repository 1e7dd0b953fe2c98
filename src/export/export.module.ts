import { Module } from '@nestjs/common'
import { ExportResolver } from './export.resolver.js'
import { ExportService } from './export.service.js'
import { ExportsController } from './exports.controller.js'
import { ExportQueryBuilder } from './query/query-builder.js'
import { SavedQuestionResolver } from './saved-question/saved-question.resolver.js'
import { SavedQuestionService } from './saved-question/saved-question.service.js'

@Module({
  controllers: [ExportsController],
  providers: [ExportService, ExportQueryBuilder, ExportResolver, SavedQuestionService, SavedQuestionResolver],
})
export class ExportModule {}
