import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { JsonScalar } from '../../core/scalars.js'
import { NotNull } from '../../core/valid.js'
import { creates, edits } from '../../write/input.js'
import { SavedQuestion } from './saved-question.entity.js'

const asked =
  'What is asked: `{ list, where, orderBy, fields }`, or `{ statistic, where, groupBy, measures, asOf, … }`, as `/exports` takes them. It has to work.'

@InputType()
export class SaveQuestionInput extends creates(SavedQuestion, ['name', 'shared'], []) {
  @Field(() => JsonScalar, { description: asked })
  question: unknown
}

@InputType()
export class UpdateQuestionInput extends edits(SavedQuestion, ['name', 'shared']) {
  @NotNull()
  @Field(() => JsonScalar, { nullable: true, description: asked })
  question?: unknown
}

@InputType()
export class RemoveQuestionInput {
  @Field(() => ID, { description: 'Which one.' })
  id: string

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number
}
