/** What belongs to a deal, entered and changed on its page: agreements, locations, claims, jobs, tasks, team, moves. */
import type { Browser, Locator, Page } from 'playwright-core'
import type { FactCode } from '../../src/deal/stage/stage.js'
import { createDealWithout } from '../deal-fixtures.js'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, visit } from './browser.js'

let browser: Browser
let service: TestService
beforeAll(async () => {
  browser = await launchBrowser()
  service = await startTestService({ demo: true })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const officer = 'officer@awex.example'
const head = 'head@awex.example'

const dealQuery = (selection: string) => `query ($id: ID) { deal(id: $id) { ${selection} } }`

/** Creates a deal with all facts but one. */
async function createDeal(missing: FactCode = 'expectedDecision') {
  const { id } = await createDealWithout(service, missing)
  const { deal } = await service.run(officer, dealQuery('reference codeName version'), { id })
  return { id, ...deal, path: `/deals/${deal.reference}` } as {
    id: string
    path: string
    codeName: string
    version: number
  }
}

const read = async (id: string, selection: string) =>
  (await service.run(head, dealQuery(selection), { id })).deal

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name })

const save = async (dialog: Locator) => {
  await dialog.getByRole('button', { name: /^(Save|Enregistrer)$/ }).click()
  const refusal = dialog.getByRole('alert').innerText()
  const isSaved = dialog.waitFor({ state: 'detached' }).then(() => null)
  expect(await Promise.race([isSaved, refusal.catch(() => null)])).toBeNull()
}

describe('an agreement', () => {
  it('is recorded between the company, the lead agency and others, and later signed', async () => {
    const { id, path } = await createDeal()
    const visitor = await visit(browser, service, officer)
    const { page, open, close } = visitor
    await open(path)
    await panel(page, 'Agreements').getByRole('button', { name: 'Add' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Parties: .*Awex/).waitFor()
    await dialog.getByLabel('Title').fill('Lease of hall 12')
    await dialog.getByLabel('Kind of agreement').selectOption('LEASE')
    await dialog.getByLabel('Amount').fill('1 250 000,50')
    await dialog.getByLabel('Other parties').fill('City of Liège\nPort of Liège')
    await expectPresentable(visitor, 'agreement')
    await save(dialog)
    await panel(page, 'Agreements').getByRole('button', { name: 'Edit: Lease of hall 12' }).click()
    await dialog.getByLabel('Standing').selectOption('SIGNED')
    await dialog.getByLabel('Signed on').fill('July 2018')
    await save(dialog)
    await panel(page, 'Agreements')
      .getByText(/Lease · July 2018/)
      .waitFor()
    const { agreements } = await read(
      id,
      'agreements { nodes { title kind standing signedOn signedWhen { precision } amount { amount currency } parties { name agency { code } prospect { id } } } }',
    )
    const row = agreements.nodes.find(({ title }: { title: string }) => title === 'Lease of hall 12')
    expect(row).toMatchObject({
      kind: 'LEASE',
      standing: 'SIGNED',
      ...{ signedOn: '2018-07-31', signedWhen: { precision: 'MONTH' } },
      amount: { amount: '1250000.50', currency: 'EUR' },
    })
    const parties = row.parties as { name: string; agency: object; prospect: object }[]
    expect(parties.filter(({ prospect }) => prospect)).toHaveLength(1)
    expect(parties.filter(({ agency }) => agency)).toMatchObject([{ agency: { code: 'awex' } }])
    expect(parties.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['City of Liège', 'Port of Liège']),
    )
    await close()
  })

  it('that a colleague has changed meanwhile shows both values, and nothing that was typed is lost', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    await panel(page, 'Agreements').getByRole('button', { name: 'Add' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Parties: .*Awex/).waitFor()
    await dialog.getByLabel('Title').fill('Memorandum')
    await save(dialog)
    await panel(page, 'Agreements').getByRole('button', { name: 'Edit: Memorandum' }).click()
    await dialog.getByLabel('Title').fill('Memorandum of Liège')
    const { agreements } = await read(
      id,
      'agreements(where: { title: { eq: "Memorandum" } }) { nodes { id version } }',
    )
    const input = { ...agreements.nodes[0], title: 'Memorandum of Namur' }
    await service.run(
      head,
      'mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { id } }',
      {
        input,
      },
    )
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByRole('button', { name: 'Keep mine' }).waitFor()
    await dialog.getByRole('alert').getByText('Memorandum of Namur').waitFor()
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Memorandum of Liège')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await read(id, 'agreements { nodes { title } }')).agreements.nodes).toContainEqual({
      title: 'Memorandum of Liège',
    })
    await close()
  })
})

describe('a location', () => {
  it('is added as one of our sites on a phone, in French, and then chosen', async () => {
    const { id, path } = await createDeal()
    const visitor = await visit(browser, service, officer, { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open(path)
    await panel(page, 'Lieux en lice').getByRole('button', { name: 'Ajouter' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Notre site').selectOption({ label: 'Nord de Liège Airport' })
    await expectPresentable(visitor, 'location-FR')
    await save(dialog)
    await panel(page, 'Lieux en lice')
      .getByRole('button', { name: /^Modifier\s: Nord de Liège Airport/ })
      .click()
    await dialog.getByLabel('Statut').selectOption('CHOSEN')
    await dialog.getByLabel('Motif').fill('Close to the runway')
    await save(dialog)
    const { locations } = await read(id, 'locations { nodes { standing site { name } } }')
    expect(locations.nodes).toContainEqual({ standing: 'CHOSEN', site: { name: 'Nord de Liège Airport' } })
    await close()
  })
})

describe('a claim', () => {
  it('is recorded with its source, contradicted, and graded with a reason', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const claims = panel(page, 'Claims')
    const dialog = page.getByRole('dialog')
    await claims.getByRole('button', { name: 'Add' }).click()
    await dialog.getByLabel('What is claimed').fill('The company has chosen Liège')
    await dialog.getByLabel('Kind of source').selectOption('PRESS')
    await dialog.getByLabel('Source', { exact: true }).fill('L’Echo')
    await dialog.getByLabel('Reliability of the source').selectOption('C')
    await save(dialog)
    await claims.getByText('The company has chosen Liège').waitFor()
    await claims.getByRole('button', { name: 'Add' }).click()
    await dialog.getByLabel('What is claimed').fill('Nothing is decided')
    await dialog.getByLabel('Contradicts').selectOption({ label: 'The company has chosen Liège' })
    await save(dialog)
    await claims.getByText('Disputed: both sides').waitFor()
    await claims.getByRole('button', { name: 'Grade: The company has chosen Liège' }).click()
    await dialog.getByLabel('Standing').selectOption('DENIED')
    await dialog.getByLabel('Reason').fill('The company denies it')
    await save(dialog)
    const selection =
      'claims(orderBy: [{ createdAt: ASC }]) { nodes { statement standing source { kind name } grade { reliability } disputes { statement } } }'
    expect((await read(id, selection)).claims.nodes).toMatchObject([
      {
        statement: 'The company has chosen Liège',
        standing: 'DENIED',
        source: { kind: 'PRESS', name: 'L’Echo' },
        grade: { reliability: 'C' },
      },
      { statement: 'Nothing is decided', disputes: { statement: 'The company has chosen Liège' } },
    ])
    await close()
  })
})

describe('a statement about jobs', () => {
  it('replaces an earlier one, which stays visible as replaced', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const jobs = panel(page, 'Jobs')
    const dialog = page.getByRole('dialog')
    for (const [low, high] of [
      ['200', '300'],
      ['80', '90'],
    ] as const) {
      await jobs.getByRole('button', { name: 'Add' }).click()
      await dialog.getByLabel('Jobs, at least').fill(low)
      await dialog.getByLabel('at most').fill(high)
      await dialog.getByLabel('By the year').fill('2021')
      if (low === '80') {
        const earlier = dialog.getByLabel('Replaces the statement').getByRole('option', { name: /^200–300/ })
        await dialog.getByLabel('Replaces the statement').selectOption(await earlier.getAttribute('value'))
      }
      await save(dialog)
      await jobs.getByText(`${low}–${high}`).waitFor()
    }
    await jobs.getByText(/replaced$/).waitFor()
    const { currentProjection } = await read(id, 'currentProjection { low high targetYear }')
    expect(currentProjection).toEqual({ low: 80, high: 90, targetYear: 2021 })
    await close()
  })
})

describe('a task', () => {
  it('is given to a colleague and ticked off', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const tasks = panel(page, 'Tasks')
    await tasks.getByRole('button', { name: 'Add' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What is to be done').fill('Send the soil survey')
    await dialog.getByLabel('Who does it').selectOption({ label: 'Head of Awex' })
    await save(dialog)
    await tasks.getByText('Head of Awex').waitFor()
    expect((await read(id, 'tasks { nodes { title assignee { name } } }')).tasks.nodes).toEqual([
      { title: 'Send the soil survey', assignee: { name: 'Head of Awex' } },
    ])
    await close()
    const other = await visit(browser, service, head)
    await other.open(path)
    await panel(other.page, 'Tasks').getByRole('checkbox', { name: 'Send the soil survey' }).click()
    await panel(other.page, 'Tasks').getByText('Nothing to do.').waitFor()
    expect((await read(id, 'tasks { nodes { completedOn } }')).tasks.nodes[0].completedOn).not.toBeNull()
    await other.close()
  })
})

describe('the team', () => {
  it('takes in an agency and lets it leave; a supporting officer sees no button for that', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const team = panel(page, 'Team')
    await team.getByRole('button', { name: 'Add' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/texts of the past included/).waitFor()
    await dialog.getByLabel('Agency').selectOption('liege-airport')
    await save(dialog)
    await team.getByText('Liège Airport').waitFor()
    const supporting = await visit(browser, service, 'officer@liege-airport.example')
    await supporting.open(path)
    await panel(supporting.page, 'Team').getByText('Liège Airport').waitFor()
    expect(await panel(supporting.page, 'Team').getByRole('button', { name: 'Add' }).count()).toBe(0)
    await supporting.close()
    await team.getByRole('button', { name: /^End: Liège Airport/ }).click()
    await save(dialog)
    await team.getByText(/^support from/).waitFor()
    const { team: members } = await read(id, 'team { role until agency { code } }')
    expect(
      members.find(({ agency }: { agency: { code: string } }) => agency.code === 'liege-airport').until,
    ).not.toBeNull()
    await close()
  })

  it('changes its lead only when a head of the other agency accepts', async () => {
    const { id, path } = await createDeal()
    const { page, open, close } = await visit(browser, service, head)
    await open(path)
    const team = panel(page, 'Team')
    await team.getByRole('button', { name: 'Hand over the lead' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('New lead agency').selectOption('liege-airport')
    await dialog.getByLabel('Reason').fill('The airport owns the land')
    await save(dialog)
    await page.getByText(/offers the lead to Liège Airport: The airport owns the land/).waitFor()
    expect((await read(id, 'leadAgency { code }')).leadAgency.code).toBe('awex')
    await close()
    const other = await visit(browser, service, 'head@liege-airport.example')
    await other.open(path)
    await other.page.getByRole('button', { name: 'Accept' }).click()
    await other.page.getByText(/offers the lead/).waitFor({ state: 'detached' })
    await other.close()
    expect((await read(id, 'leadAgency { code }')).leadAgency.code).toBe('liege-airport')
  })

  it('names who needs to know, by a head only', async () => {
    const { id, path } = await createDeal()
    const plain = await visit(browser, service, officer)
    await plain.open(path)
    await panel(plain.page, 'Team').waitFor()
    expect(await panel(plain.page, 'Need to know').count()).toBe(0)
    await plain.close()
    const { page, open, close } = await visit(browser, service, head)
    await open(path)
    const needToKnow = panel(page, 'Need to know')
    await needToKnow.getByRole('button', { name: 'Add' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Person' }).pressSequentially('Officer of Liège')
    await page.getByRole('option', { name: /Officer of Liège Airport/ }).click()
    await save(dialog)
    await needToKnow.getByText('Officer of Liège Airport').waitFor()
    expect((await read(id, 'needToKnow { user { name } }')).needToKnow).toEqual([
      { user: { name: 'Officer of Liège Airport' } },
    ])
    await needToKnow.getByRole('button', { name: 'Remove Officer of Liège Airport' }).click()
    await dialog.getByText(/will see the deal only as far as/).waitFor()
    await needToKnow.getByText('Officer of Liège Airport').waitFor()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await needToKnow.getByText('No user beside the team.').waitFor()
    expect((await read(id, 'needToKnow { user { name } }')).needToKnow).toEqual([])
    await close()
  })
})

describe('a move on the timeline', () => {
  it('is taken back with a reason, and the deal is where it was', async () => {
    const { id, path, version } = await createDeal()
    const move = 'mutation ($input: MoveDealInput!) { moveDeal(input: $input) { id } }'
    await service.run(officer, move, { input: { id, version, to: 'CONTACTED' } })
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const timeline = panel(page, 'Timeline')
    await timeline.getByRole('button', { name: /^Correct: Identified → Contacted/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('The move never happened: take it back').click()
    await dialog.getByLabel('Reason').fill('Entered for the wrong deal')
    await save(dialog)
    await page.getByRole('article').locator('strong').getByText('Identified').waitFor()
    expect((await read(id, 'stage { code }')).stage.code).toBe('IDENTIFIED')
    await close()
  })
})

describe('the dialog of a move', () => {
  const openMove = async (page: Page, stage: string) => {
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Move/ })
    await dialog.getByLabel('New stage').selectOption(stage)
    return dialog
  }

  it('takes the chosen site on the spot', async () => {
    const { id, path } = await createDeal('chosenSite')
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const dialog = await openMove(page, 'LANDED')
    await dialog.getByLabel('Chosen site').selectOption({ label: 'A site' })
    await dialog.getByRole('button', { name: 'Save facts only' }).click()
    await dialog.getByLabel('Chosen site').waitFor({ state: 'detached' })
    expect((await read(id, 'locations { nodes { standing site { name } } }')).locations.nodes).toEqual([
      { standing: 'CHOSEN', site: { name: 'A site' } },
    ])
    await close()
  })

  it('takes a signed agreement on the spot', async () => {
    const { id, path } = await createDeal('signedAgreement')
    const { page, open, close } = await visit(browser, service, officer)
    await open(path)
    const dialog = await openMove(page, 'COMMITTED')
    await dialog.getByRole('button', { name: 'New agreement' }).click()
    const agreement = page.getByRole('dialog', { name: 'New agreement' })
    await agreement.getByText(/^Parties: .*Awex/).waitFor()
    await agreement.getByLabel('Title').fill('Memorandum')
    await agreement.getByLabel('Standing').selectOption('SIGNED')
    await agreement.getByLabel('Signed on').fill('2018-07-03')
    await save(agreement)
    await dialog.getByRole('button', { name: 'New agreement' }).waitFor({ state: 'detached' })
    expect((await read(id, 'agreements { nodes { standing } }')).agreements.nodes).toEqual([
      { standing: 'SIGNED' },
    ])
    await close()
  })
})
