import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { JsonScalar } from '../../core/scalars.js'
import { NotNull } from '../../core/validation/rule.js'
import { createInputOf, updateInputOf } from '../../write/input.js'
import { SavedQuestion } from './saved-question.entity.js'

const questionDescription =
  '`{ list, where, orderBy, fields }` or `{ statistic, where, groupBy, measures, asOf, … }`, as `/exports` accepts them. A question that cannot be exported is rejected.'

@InputType()
export class SaveQuestionInput extends createInputOf(SavedQuestion, ['name', 'shared'], []) {
  @Field(() => JsonScalar, { description: questionDescription })
  question: unknown
}

@InputType()
export class UpdateQuestionInput extends updateInputOf(SavedQuestion, ['name', 'shared']) {
  @NotNull()
  @Field(() => JsonScalar, { nullable: true, description: questionDescription })
  question?: unknown
}

@InputType()
export class RemoveQuestionInput {
  @Field(() => ID, { description: 'Id of the question.' })
  id: string

  @Field(() => Int, { description: 'The version that you read.' })
  version: number
}
