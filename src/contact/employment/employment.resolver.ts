import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Employment } from './employment.entity.js'
import { CreateEmploymentInput, EndEmploymentInput, UpdateEmploymentInput } from './employment.input.js'
import { EmploymentService } from './employment.service.js'

@Resolver()
export class EmploymentResolver {
  constructor(private readonly service: EmploymentService) {}

  @WriteMutation(
    () => Employment,
    'pipeline:write',
    'Records where a person works: at a company, at an agency or at neither. Those who see the company see the person only with `showsContact`.',
  )
  createEmployment(@CurrentScope() scope: Scope, @Args('input') input: CreateEmploymentInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(
    () => Employment,
    'pipeline:write',
    'Edits an employment. Another organisation is another employment.',
  )
  updateEmployment(@CurrentScope() scope: Scope, @Args('input') input: UpdateEmploymentInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Employment,
    'pipeline:write',
    'Ends an employment, by default today. Who sees the person does not change.',
  )
  endEmployment(@CurrentScope() scope: Scope, @Args('input') input: EndEmploymentInput) {
    return this.service.end(scope, input)
  }
}
