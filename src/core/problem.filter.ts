import { Catch, type ExceptionFilter } from '@nestjs/common'
import { Problem } from './problem.js'

/** A problem is an answer, not a fault of the service: it goes to the client untouched, and into no log. */
@Catch(Problem)
export class ProblemFilter implements ExceptionFilter {
  catch(problem: Problem): Problem {
    return problem
  }
}
