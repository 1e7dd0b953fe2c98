import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { FindMany, FindOne } from '../../read/roots.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { SavedQuestion } from './saved-question.entity.js'
import { RemoveQuestionInput, SaveQuestionInput, UpdateQuestionInput } from './saved-question.input.js'
import { SavedQuestionService } from './saved-question.service.js'

@Resolver()
export class SavedQuestionResolver {
  constructor(private readonly questions: SavedQuestionService) {}

  @FindOne(() => SavedQuestion, 'The question with this id, if it is yours or is shared in your agency.', {
    id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
  })
  savedQuestion() {}

  @FindMany(() => SavedQuestion, 'Your questions, and the questions shared in your agency.')
  savedQuestions() {}

  @WriteMutation(
    () => SavedQuestion,
    'own:write',
    'Saves a question, which can be exported again and again at its address.',
  )
  saveQuestion(@CurrentScope() scope: Scope, @Args('input') input: SaveQuestionInput) {
    return this.questions.save(scope, input)
  }

  @WriteMutation(() => SavedQuestion, 'own:write', 'Edits a question of yours.')
  updateQuestion(@CurrentScope() scope: Scope, @Args('input') input: UpdateQuestionInput) {
    return this.questions.update(scope, input)
  }

  @WriteMutation(() => SavedQuestion, 'own:write', 'Removes a question of yours and returns null.', {
    nullable: true,
  })
  removeQuestion(@CurrentScope() scope: Scope, @Args('input') input: RemoveQuestionInput) {
    return this.questions.remove(scope, input)
  }
}
