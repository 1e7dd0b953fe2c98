/** Saved questions: only valid ones are saved, and each reader gets the rows that they may see. */
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import {
  readCsv,
  createExportClient,
  readError,
  readJsonLines,
  readFirstSheet,
  type ExportClient,
} from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: ExportClient
beforeAll(async () => {
  ancrage = await startTestService()
  exports = createExportClient(ancrage)
})
afterAll(() => ancrage.stop())

const mutate = (email: string, verb: string, input: object, selection = 'id version') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return ancrage.request(email, `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
}
async function save(email: string, question: object, shared = true): Promise<string> {
  const { data, errors } = await mutate(email, 'saveQuestion', { name: 'A question', shared, question })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.saveQuestion.id
}

describe('a saved question', () => {
  it('gives each reader the rows that they may see, in every form', async () => {
    await dealClient(ancrage).open({
      title: 'Hidden',
      codeName: 'Lotus',
      confidentiality: 'INTERNAL',
    })
    await dealClient(ancrage).open({ title: 'Secret', codeName: 'Lotus', confidentiality: 'SECRET' })
    const where = { codeName: { eq: 'Lotus' }, openedOn: { eq: '2018-01-02' } }
    const id = await save(head, {
      list: 'deals',
      where,
      orderBy: [{ openedOn: 'ASC' }],
      fields: ['title', 'masked'],
    })
    const readRows = async (email: string) =>
      readJsonLines(await exports.fetch(email, `questions/${id}.ndjson`))
    expect(await readRows(head)).toEqual([
      { title: 'Hidden', masked: false },
      { title: 'Secret', masked: false },
    ])
    expect(await readRows(officer)).toEqual([{ title: 'Hidden', masked: false }])
    const fetchAsOfficer = (form: string) => exports.fetch(officer, `questions/${id}.${form}?lang=en`)
    expect(readCsv(await fetchAsOfficer('csv'))).toEqual([
      ['Title', 'Masked'],
      ['Hidden', 'false'],
    ])
    expect((await readFirstSheet(await fetchAsOfficer('xlsx')))[1]).toEqual(['Hidden', false])
    expect(JSON.parse((await fetchAsOfficer('json')).body.toString())).toEqual(await readRows(officer))
  })

  it('is visible to its owner, and if shared to the agency of the owner', async () => {
    const [own, shared] = [
      await save(officer, { list: 'agencies' }, false),
      await save(officer, { list: 'agencies' }),
    ]
    const readVisibility = async (email: string, id: string) => [
      (await exports.fetch(email, `questions/${id}.csv`)).status,
      (await ancrage.run(email, `{ savedQuestion(id: "${id}") { id } }`)).savedQuestion !== null,
      (await ancrage.run(email, `{ savedQuestions(where: { id: { eq: "${id}" } }) { totalCount } }`))
        .savedQuestions.totalCount,
    ]
    expect(await readVisibility(officer, own)).toEqual([200, true, 1])
    expect(await readVisibility(head, own)).toEqual([404, false, 0])
    expect(await readVisibility(head, shared)).toEqual([200, true, 1])
    expect(await readVisibility(airport, shared)).toEqual([404, false, 0])
  })

  it('is changed and removed only by its owner', async () => {
    const id = await save(officer, { list: 'agencies', fields: 'code' })
    for (const verb of ['updateQuestion', 'removeQuestion']) {
      const { errors } = await mutate(head, verb, { id, version: 1 })
      expect(errors![0]!.extensions.code).toBe('NOT_FOUND')
    }
    const question = { list: 'agencies', fields: ['name'] }
    const update = await mutate(officer, 'updateQuestion', { id, version: 1, question }, 'version question')
    expect(update.data!.updateQuestion).toEqual({ version: 2, question })
    expect((await mutate(officer, 'updateQuestion', { id, version: 1 })).errors![0]!.extensions.code).toBe(
      'CONFLICT',
    )
    expect((await mutate(officer, 'removeQuestion', { id, version: 2 })).data!.removeQuestion).toBeNull()
    expect((await exports.fetch(officer, `questions/${id}.csv`)).status).toBe(404)
    const { history } = await ancrage.run(
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
  ])('is rejected if it cannot be exported: %j', async (question, path, code) => {
    const { errors } = await mutate(officer, 'saveQuestion', { name: 'Broken', shared: false, question })
    expect(errors![0]!.extensions.fields).toEqual([expect.objectContaining({ path, code })])
  })

  it('is deleted when its owner, a HEAD, erases a person that it names and chooses so', async () => {
    const { data } = await mutate(head, 'createContact', { name: 'Odile Grimwald', decisionMaker: false })
    const naming = await save(head, { list: 'contacts', where: { name: { contains: 'GRIMWALD, odile' } } })
    const other = await save(head, { list: 'contacts', where: { name: { contains: 'Odile' } } })
    const { erasurePreview } = await ancrage.run(
      head,
      'query ($id: ID!) { erasurePreview(contact: $id) { id subjectType subjectId } }',
      { id: data.createContact.id },
    )
    const questions = erasurePreview.filter(
      ({ subjectType }: { subjectType: string }) => subjectType === 'SavedQuestion',
    )
    expect(new Set(questions.map(({ subjectId }: { subjectId: string }) => subjectId))).toEqual(
      new Set([naming]),
    )
    const redactMentions = questions.map(({ id }: { id: string }) => id)
    const erased = await mutate(head, 'eraseContact', { ...data.createContact, redactMentions })
    expect(erased.errors).toBeUndefined()
    expect((await exports.fetch(head, `questions/${naming}.csv`)).status).toBe(404)
    expect((await exports.fetch(head, `questions/${other}.csv`)).status).toBe(200)
  })

  it('has an address that accepts no parameters', async () => {
    const id = await save(officer, { list: 'agencies' })
    for (const [path, status] of [
      [`${id}.pdf`, 406],
      [`${id}.csv?where={}`, 400],
      ['nothing.csv', 404],
    ] as const)
      expect([path, readError(await exports.fetch(officer, `questions/${path}`)).status]).toEqual([
        path,
        status,
      ])
  })
})

describe('a shared question that names', () => {
  const shownTo = async (email: string, id: string) =>
    (await ancrage.run(email, 'query ($id: ID!) { savedQuestion(id: $id) { id } }', { id })).savedQuestion !==
    null
  const create = async (verb: string, input: object) =>
    (await mutate(head, verb, input)).data[verb].id as string

  it.each([
    ['OPEN', true],
    ['SECRET', false],
  ])('a prospect, contact or deal, %s, is shown to who sees it', async (confidentiality, isShown) => {
    const name = `Gigavolt ${confidentiality} Motors`
    const prospect = await create('createProspect', { name })
    const deal = await dealClient(ancrage).open({ title: `Plant of ${name}`, prospect, confidentiality })
    const contact = await create('createContact', { name: `Mr ${name}`, prospect })
    const { reference } = (
      await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { reference } }', { id: deal })
    ).deal
    const filters: [list: string, where: object][] = [
      ['deals', { id: { eq: deal } }],
      ['deals', { reference: { in: [reference] } }],
      ['deals', { title: { contains: name } }],
      ['deals', { prospect: { name: { eq: name.toLowerCase() } } }],
      ['prospects', { or: [{ id: { eq: prospect } }, { headcount: { gt: 5 } }] }],
      ['prospects', { name: { startsWith: name.slice(0, -3) } }],
      ['contacts', { name: { eq: `Mr ${name}` } }],
      ['meetings', { deals: { some: { prospect: { id: { eq: prospect } } } } }],
    ]
    for (const [list, where] of filters) {
      const id = await save(head, { list, where })
      expect([where, await shownTo(officer, id), await shownTo(head, id)]).toEqual([where, isShown, true])
      const { status } = await exports.fetch(officer, `questions/${id}.csv`)
      expect([where, status]).toEqual([where, isShown ? 200 : 404])
    }
    expect(contact).toBeTruthy()
  })

  it('codes, days and numbers only is shown to all', async () => {
    const where = {
      stage: { code: { eq: 'CONTACTED' } },
      openedOn: { gte: '2018-01-01' },
      sector: { eq: '52' },
    }
    await expect(shownTo(officer, await save(head, { list: 'deals', where }))).resolves.toBe(true)
  })

  it('something new after an edit follows the new text', async () => {
    await dealClient(ancrage).open({ title: 'Quagga reserve', confidentiality: 'SECRET' })
    const id = await save(head, { list: 'deals', where: { stage: { code: { eq: 'CONTACTED' } } } })
    const question = { list: 'deals', where: { title: { contains: 'quagga' } } }
    await mutate(head, 'updateQuestion', { id, version: 1, question })
    await expect(shownTo(officer, id)).resolves.toBe(false)
  })
})

describe('the size of a question', () => {
  const questionOf = (length: number) => ({
    list: 'deals',
    where: {
      or: Array.from({ length: Math.ceil(length / 1000) }, () => ({ title: { eq: 'x'.repeat(1000) } })),
    },
  })

  it('is limited to 20,000 characters', async () => {
    const { errors } = await mutate(head, 'saveQuestion', {
      name: 'x',
      shared: false,
      question: questionOf(20_000),
    })
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'input.question', code: 'TOO_LONG' }])
    const { id } = (
      await mutate(head, 'saveQuestion', { name: 'x', shared: false, question: questionOf(10_000) })
    ).data.saveQuestion
    const change = await mutate(head, 'updateQuestion', { id, version: 1, question: questionOf(20_000) })
    expect(change.errors![0]!.extensions.fields).toMatchObject([{ path: 'input.question', code: 'TOO_LONG' }])
  })

  it('is in the cost of the mutation', async () => {
    const costOf = async (question: object) => {
      const { extensions } = (await mutate(head, 'saveQuestion', { name: 'x', shared: false, question })) as {
        extensions?: { cost: number }
      }
      return extensions!.cost
    }
    expect((await costOf(questionOf(12_000))) - (await costOf(questionOf(2_000)))).toBeGreaterThan(90)
  })
})
