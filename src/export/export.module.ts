import { Module } from '@nestjs/common'
import { Asked } from './query/query-builder.js'
import { ExportResolver } from './export.resolver.js'
import { Exporting } from './export.service.js'
import { ExportsController } from './exports.controller.js'
import { SavedQuestionResolver } from './saved-question/saved-question.resolver.js'
import { SavedQuestionService } from './saved-question/saved-question.service.js'

@Module({
  controllers: [ExportsController],
  providers: [Exporting, Asked, ExportResolver, SavedQuestionService, SavedQuestionResolver],
})
export class ExchangeModule {}
