/** The prospects, contacts and sites of the case. */
import { ContactService } from '../contact/contact.service.js'
import type { CreateContactInput } from '../contact/contact.input.js'
import type { CreateProspectInput } from '../prospect/prospect.input.js'
import { ProspectService } from '../prospect/prospect.service.js'
import { SiteService } from '../site/site.service.js'
import type { CreateSiteInput } from '../site/site.input.js'
import type { RunAs } from './run-as.js'

const companies = {
  alibaba: {
    name: 'Alibaba',
    country: 'CN',
    sector: '47',
    headcount: 60_000,
    headcountAsOf: '2018-05-31',
    revenue: { amount: '12800000000', currency: 'USD' },
    revenueAsOf: '2018-05-31',
  },
  cainiao: { name: 'Cainiao Smart Logistics Network', aliases: ['Cainiao'], country: 'CN', sector: '52' },
  thunderPower: { name: 'Thunder Power', country: 'CN', sector: '29' },
  zalando: { name: 'Zalando', country: 'DE', sector: '47' },
  bollore: { name: 'Bolloré', country: 'FR', sector: '52', confidentiality: 'OPEN' },
} satisfies Record<string, CreateProspectInput>

const sites = {
  airport: {
    name: 'Nord de Liège Airport',
    kind: 'GREENFIELD',
    nuts3: 'BE332',
  },
  caterpillar: {
    name: 'Ancien site de Caterpillar',
    kind: 'BROWNFIELD',
    municipality: 'Charleroi',
    nuts3: 'BE32B',
  },
} satisfies Record<string, CreateSiteInput>

type Ids<T> = { [K in keyof T]: string }

export interface DemoCompanies {
  prospects: Ids<typeof companies>
  sites: Ids<typeof sites>
  contacts: Ids<ReturnType<typeof people>>
}

/** The people of the case; all are public figures. The King has no organisation. */
const people = (prospects: Ids<typeof companies>) =>
  ({
    jackMa: {
      name: 'Jack Ma',
      jobTitle: 'Dirigeant d’Alibaba',
      prospect: prospects.alibaba,
      decisionMaker: true,
      publicFigure: true,
    },
    michel: {
      name: 'Charles Michel',
      jobTitle: 'Premier ministre',
      agency: 'cabinet-michel',
      publicFigure: true,
    },
    jeholet: {
      name: 'Pierre-Yves Jeholet',
      jobTitle: 'Ministre wallon de l’Économie (MR)',
      agency: 'cabinet-jeholet',
      publicFigure: true,
    },
    partoune: {
      name: 'Luc Partoune',
      jobTitle: 'Président de Liège Airport',
      agency: 'liege-airport',
      publicFigure: true,
    },
    philippe: { name: 'Philippe, roi des Belges', publicFigure: true },
  }) satisfies Record<string, CreateContactInput>

/** Each agency enters its own prospects; it sees those of another only through a common deal. */
export async function loadCompanies(as: RunAs): Promise<DemoCompanies> {
  const { cainiao, ...others } = companies
  const airport = await as('officer@liege-airport.example', '2018-01-08')
  const { id } = await new ProspectService().create(airport, cainiao)
  const scope = await as('officer@awex.example', '2018-01-08')
  const prospects = {
    ...(await createEach(others, (input) => new ProspectService().create(scope, input))),
    cainiao: id,
  }
  return {
    prospects,
    sites: await createEach(sites, (input) => new SiteService().create(scope, input)),
    contacts: await createEach(people(prospects), (input) => new ContactService().create(scope, input)),
  }
}

/** Creates rows one after the other, since they share one transaction; returns their ids by key. */
async function createEach<T extends Record<string, object>>(
  inputs: T,
  create: (input: T[keyof T]) => Promise<{ id: string }>,
): Promise<Ids<T>> {
  const ids: Record<string, string> = {}
  for (const [key, input] of Object.entries(inputs)) ids[key] = (await create(input as T[keyof T])).id
  return ids as Ids<T>
}
