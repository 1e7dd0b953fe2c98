import { Catch, type ExceptionFilter } from '@nestjs/common'
import { QueryFailedError } from 'typeorm'
import { Problem } from './problem.js'

/**
 * A problem is an answer, not a fault of the service: it goes to the client untouched, and into no log. Neither does
 * what the database refuses, which quotes the row; what is a fault all the same is logged where it is told.
 */
@Catch(Problem, QueryFailedError)
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: Error): Error {
    return thrown
  }
}
