/**
 * What a statistic answered as known at an instant is what it answers later with that instant, to the byte, whatever its
 * dimensions, measures and filters are, and whatever is recorded, edited, corrected or withdrawn in between.
 */
import { startTestService, type TestService } from './test-service.js'
import { Random } from '../tools/seed/random.js'
import { figureSteps } from './known-then/figure-steps.js'
import { operations } from './known-then/operations.js'
import { allDimensions, listsOf, randomQuestions, type Question } from './known-then/questions.js'
import { World } from './known-then/world.js'

const officer = 'officer@awex.example'

describe('a statistic as known at an instant', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 1_000_000_000 })
  })
  afterAll(() => ancrage.stop())

  const pending = new Set(allDimensions)
  const pendingSteps = new Set(figureSteps.map(({ name }) => name))

  const ask = async ({ text }: Question, knownAt: string) => {
    const { data, errors } = await ancrage.request<Record<string, unknown>>(officer, text, { knownAt })
    expect({ text, errors }).toEqual({ text, errors: undefined })
    return data!
  }

  /** The list of each cell has as many rows as the cell counts. */
  async function checkLists(random: Random, text: string, answer: Record<string, unknown>): Promise<void> {
    for (const { field, where, rows } of random.some(listsOf(answer), 2)) {
      const type = `${field[0]!.toUpperCase()}${field.slice(1, -1)}Where`
      const list = `query ($where: ${type}) { ${field}(where: $where) { totalCount } }`
      const { data, errors } = await ancrage.request<Record<string, unknown>>(officer, list, { where })
      expect({ text, where, data, errors }).toEqual({
        ...{ text, where, data: { [field]: { totalCount: rows } }, errors: undefined },
      })
    }
  }

  it.each([11, 12])(
    'is answered later as it was then, and lists what it counts (history %i)',
    async (seed) => {
      const random = new Random(seed)
      const world = new World(ancrage, random)
      const answered: { knownAt: string; questions: { question: Question; answer: string }[] }[] = []
      await world.begin()
      for (let step = 0; step < 240; step++) {
        const operation = random.isTrue(0.35) ? random.one(figureSteps) : random.one(operations)
        if (await world.try(operation.run)) pendingSteps.delete(operation.name)
        if (step % 12 !== 11) continue
        const knownAt = await world.pause()
        const questions: { question: Question; answer: string }[] = []
        for (const question of [1, 2].flatMap(() => randomQuestions(random, [...pending]))) {
          const answer = await ask(question, knownAt)
          for (const code of question.dimensions) pending.delete(code)
          await checkLists(random, question.text, answer)
          questions.push({ question, answer: JSON.stringify(answer) })
        }
        answered.push({ knownAt, questions })
      }
      for (const { knownAt, questions } of answered)
        for (const { question, answer } of questions) {
          const again = await ask(question, knownAt)
          expect({ text: question.text, knownAt, answer: again }).toEqual({
            ...{ text: question.text, knownAt, answer: JSON.parse(answer) as unknown },
          })
          expect(JSON.stringify(again)).toBe(answer)
          await checkLists(random, question.text, again)
        }
    },
    600_000,
  )

  it('has had every dimension, after every step', () => {
    expect({ dimensions: [...pending], steps: [...pendingSteps] }).toEqual({ dimensions: [], steps: [] })
  })
})
