import { Injectable } from '@nestjs/common'
import { ModuleRef } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { findAppError } from '../../core/error/find-app-error.js'
import { badField, badFields } from '../../core/error/app-error.js'
import type { RequestParameters } from '../../document/http/request-parameters.js'
import type { ExportQuery } from './export-query.js'
import { buildListExport } from './list-export.js'
import { buildStatisticExport, isStatistic } from './statistic-export.js'

/** Builds the query of an export from the parameters of a request, or from a saved question. */
@Injectable()
export class ExportQueryBuilder {
  constructor(private readonly modules: ModuleRef) {}

  /** `name` is the name of a list or of a statistic. */
  build(name: string, parameters: RequestParameters): ExportQuery {
    // the schema exists only once all modules are loaded, so it cannot be injected
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false })
    return isStatistic(name)
      ? buildStatisticExport(schema, name, parameters)
      : buildListExport(schema, name, parameters)
  }

  /** `question` is untrusted JSON: `{ list, … }` or `{ statistic, … }`. */
  buildFromQuestion(question: unknown): ExportQuery {
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      throw badField('', 'NOT_AN_OBJECT')
    const { list, statistic, ...parameters } = question as Record<string, unknown>
    if ((list === undefined) === (statistic === undefined)) throw badField('list|statistic', 'ONE_OF')
    const [key, name] = list === undefined ? ['statistic', statistic] : ['list', list]
    if (typeof name !== 'string') throw badField(key, 'NOT_TEXT')
    if (isStatistic(name) !== (key === 'statistic')) throw badField(key, 'UNKNOWN_FIELD')
    return this.build(name, parameters)
  }

  /** Returns the question as it is stored. Throws BAD_USER_INPUT with paths that begin with `input.question`. */
  validateQuestion(question: unknown): object {
    try {
      return this.buildFromQuestion(question).question
    } catch (error) {
      const problem = findAppError(error)
      if (problem?.key === 'noSuchAddress') throw badField('input.question.list', 'UNKNOWN_FIELD')
      if (!problem?.fields) throw error
      throw badFields(
        problem.fields.map((fault) => ({
          ...fault,
          path: fault.path ? `input.question.${fault.path}` : 'input.question',
        })),
      )
    }
  }
}
