/** A question that is saved: it works when it is saved, and shows its reader's own rows. */
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import { csvRows, exportsOf, readFault, lines, sheetRows, type Exports } from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: Exports
beforeAll(async () => {
  ancrage = await startTestService()
  exports = exportsOf(ancrage)
})
afterAll(() => ancrage.stop())

const ask = (email: string, verb: string, input: object, selection = 'id version') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return ancrage.ask(email, `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
}
async function save(email: string, question: object, shared = true): Promise<string> {
  const { data, errors } = await ask(email, 'saveQuestion', { name: 'A question', shared, question })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.saveQuestion.id
}

describe('a saved question', () => {
  it('shows whoever asks it his own rows, in every form', async () => {
    const deal = await dealClient(ancrage).open({
      title: 'Hidden',
      codeName: 'Lotus',
      confidentiality: 'INTERNAL',
    })
    const secret = await dealClient(ancrage).open({ title: 'Secret', confidentiality: 'SECRET' })
    const where = { id: { in: [deal, secret] } }
    const id = await save(head, {
      list: 'deals',
      where,
      orderBy: [{ openedOn: 'ASC' }],
      fields: ['title', 'masked'],
    })
    const rows = async (email: string) => lines(await exports.fetch(email, `questions/${id}.ndjson`))
    expect(await rows(head)).toEqual([
      { title: 'Hidden', masked: false },
      { title: 'Secret', masked: false },
    ])
    expect(await rows(officer)).toEqual([{ title: 'Hidden', masked: false }])
    const asOfficer = (form: string) => exports.fetch(officer, `questions/${id}.${form}?lang=en`)
    expect(csvRows(await asOfficer('csv'))).toEqual([
      ['Title', 'Masked'],
      ['Hidden', 'false'],
    ])
    expect((await sheetRows(await asOfficer('xlsx')))[1]).toEqual(['Hidden', false])
    expect(JSON.parse((await asOfficer('json')).body.toString())).toEqual(await rows(officer))
  })

  it('is for its owner, and where it is shared for his agency', async () => {
    const [own, shared] = [
      await save(officer, { list: 'agencies' }, false),
      await save(officer, { list: 'agencies' }),
    ]
    const seen = async (email: string, id: string) => [
      (await exports.fetch(email, `questions/${id}.csv`)).status,
      (await ancrage.get(email, `{ savedQuestion(id: "${id}") { id } }`)).savedQuestion !== null,
      (await ancrage.get(email, `{ savedQuestions(where: { id: { eq: "${id}" } }) { totalCount } }`))
        .savedQuestions.totalCount,
    ]
    expect(await seen(officer, own)).toEqual([200, true, 1])
    expect(await seen(head, own)).toEqual([404, false, 0])
    expect(await seen(head, shared)).toEqual([200, true, 1])
    expect(await seen(airport, shared)).toEqual([404, false, 0])
  })

  it('is changed and removed by its owner alone', async () => {
    const id = await save(officer, { list: 'agencies', fields: 'code' })
    for (const verb of ['updateQuestion', 'removeQuestion']) {
      const { errors } = await ask(head, verb, { id, version: 1 })
      expect(errors![0]!.extensions.code).toBe('NOT_FOUND')
    }
    const question = { list: 'agencies', fields: ['name'] }
    const edited = await ask(officer, 'updateQuestion', { id, version: 1, question }, 'version question')
    expect(edited.data!.updateQuestion).toEqual({ version: 2, question })
    expect((await ask(officer, 'updateQuestion', { id, version: 1 })).errors![0]!.extensions.code).toBe(
      'CONFLICT',
    )
    expect((await ask(officer, 'removeQuestion', { id, version: 2 })).data!.removeQuestion).toBeNull()
    expect((await exports.fetch(officer, `questions/${id}.csv`)).status).toBe(404)
    const { history } = await ancrage.get(
      officer,
      `{ history(subject: "${id}", orderBy: [{ at: ASC }]) { nodes { verb } } }`,
    )
    expect(history.nodes.map(({ verb }: { verb: string }) => verb)).toEqual([
      'saveQuestion',
      'updateQuestion',
      'removeQuestion',
    ])
  })

  it.each([
    [{ list: 'nothings' }, 'input.question.list', 'UNKNOWN_FIELD'],
    [{}, 'input.question.list|statistic', 'ONE_OF'],
    [[], 'input.question', 'NOT_AN_OBJECT'],
    [{ list: 'deals', fields: ['nothing'] }, 'input.question.fields[0]', 'UNKNOWN_FIELD'],
    [{ list: 'deals', where: { title: {} } }, 'input.question.where.title', 'EMPTY_FILTER'],
    [{ list: 'deals', where: { nothing: {} } }, 'input.question.where.nothing', 'UNKNOWN_FIELD'],
    [{ list: 'deals', where: { openedOn: { gt: 'soon' } } }, 'input.question.where.openedOn.gt', 'NOT_A_DAY'],
    [{ list: 'deals', first: 3 }, 'input.question.first', 'UNKNOWN_FIELD'],
  ])('that cannot work is not saved: %j', async (question, path, code) => {
    const { errors } = await ask(officer, 'saveQuestion', { name: 'Broken', shared: false, question })
    expect(errors![0]!.extensions.fields).toEqual([expect.objectContaining({ path, code })])
  })

  it('goes with the erased person whom it names', async () => {
    const { data } = await ask(officer, 'createContact', { name: 'Odile Grimwald', decisionMaker: false })
    const naming = await save(officer, { list: 'contacts', where: { name: { contains: 'GRIMWALD, odile' } } })
    const other = await save(officer, { list: 'contacts', where: { name: { contains: 'Odile' } } })
    await ask(officer, 'eraseContact', data.createContact)
    expect((await exports.fetch(officer, `questions/${naming}.csv`)).status).toBe(404)
    expect((await exports.fetch(officer, `questions/${other}.csv`)).status).toBe(200)
  })

  it('has an address without further parameters', async () => {
    const id = await save(officer, { list: 'agencies' })
    for (const [path, status] of [
      [`${id}.pdf`, 406],
      [`${id}.csv?where={}`, 400],
      ['nothing.csv', 404],
    ] as const)
      expect([path, readFault(await exports.fetch(officer, `questions/${path}`)).status]).toEqual([
        path,
        status,
      ])
  })
})
