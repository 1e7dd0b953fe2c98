/** A question as it is saved: its list, or its statistic, among its parameters. */
import { Injectable } from '@nestjs/common'
import { ModuleRef } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { findProblem } from '../../core/find-problem.js'
import { badField, badFields } from '../../core/problem.js'
import type { Exportable } from './export-query.js'
import { listAsked } from './list-export.js'
import { isStatistic, statisticAsked } from './statistic-export.js'
import type { Given } from '../export-request.js'

@Injectable()
export class Asked {
  constructor(private readonly modules: ModuleRef) {}

  /** By the name that an address gives it. */
  named(name: string, given: Given): Exportable {
    // it is there once all modules are
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false })
    return isStatistic(name) ? statisticAsked(schema, name, given) : listAsked(schema, name, given)
  }

  saved(question: unknown): Exportable {
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      throw badField('', 'NOT_AN_OBJECT')
    const { list, statistic, ...given } = question as Record<string, unknown>
    if ((list === undefined) === (statistic === undefined)) throw badField('list|statistic', 'ONE_OF')
    const [place, name] = list === undefined ? ['statistic', statistic] : ['list', list]
    if (typeof name !== 'string') throw badField(place, 'NOT_TEXT')
    if (isStatistic(name) !== (place === 'statistic')) throw badField(place, 'UNKNOWN_FIELD')
    return this.named(name, given)
  }

  /** The question as it is to be kept; what is wrong with it is told where the input has it. */
  checked(question: unknown): object {
    try {
      return this.saved(question).question
    } catch (error) {
      const found = findProblem(error)
      if (found?.key === 'noSuchAddress') throw badField('input.question.list', 'UNKNOWN_FIELD')
      if (!found?.fields) throw error
      throw badFields(
        found.fields.map((fault) => ({
          ...fault,
          path: fault.path ? `input.question.${fault.path}` : 'input.question',
        })),
      )
    }
  }
}
