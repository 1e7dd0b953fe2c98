import type { DocumentModel } from '../document/model/document-model.js'
import type { FirstPage } from '../weekly/first-page/page.js'
import { renderFirstPageText } from './plain-text.js'

const item = {
  reference: 'WAL-2018-0001',
  codeName: 'Lotus',
  name: 'Alibaba',
  text: 'Two meetings were held.',
  details: 'Logistics',
}

const makeDocument = (more: Partial<FirstPage> = {}): DocumentModel & { firstPage: FirstPage } => ({
  language: 'EN',
  title: 'T',
  kind: 'K',
  agency: 'A',
  week: 'W',
  period: 'P',
  status: ['S'],
  highlights: [],
  sections: [],
  firstPage: {
    headline: 'Two meetings were held about the Alibaba deal.',
    notice: null,
    figures: [
      { name: 'JOBS', amounts: [], label: 'Open deals', value: '3', standing: 'as in the week before' },
    ],
    moved: { title: 'This week', items: [item], note: null },
    coming: { title: 'Coming up', items: [], note: 'Nothing.' },
    attention: { title: 'Needs attention', items: [], note: null },
    ...more,
  },
  fileName: 'f',
  createdAt: new Date(0),
})

describe('the plain text of a mail', () => {
  it('is the first page, without a list that is empty', () => {
    expect(
      renderFirstPageText(makeDocument(), {
        correction: null,
        unsubscribe: null,
        annex: 'The annex is in the attached PDF.',
      }),
    ).toBe(
      `T
P

Two meetings were held about the Alibaba deal.

Open deals: 3 (as in the week before)

This week
=========
* Alibaba (Lotus · WAL-2018-0001): Two meetings were held.
  Logistics

Coming up
=========
Nothing.

S
The annex is in the attached PDF.`,
    )
  })

  it('says that the week is not over, and names a masked deal once', () => {
    const masked = { ...item, name: 'Lotus', details: null }
    const text = renderFirstPageText(
      makeDocument({
        notice: 'The week is not over.',
        moved: { title: 'This week', items: [masked], note: null },
      }),
      { correction: null, unsubscribe: null, annex: 'The annex is in the attached PDF.' },
    )
    expect(text).toContain('about the Alibaba deal.\nThe week is not over.\n')
    expect(text).toContain('* Lotus (WAL-2018-0001): Two')
  })

  it('links the deals and the page of the application', () => {
    const text = renderFirstPageText(
      {
        ...makeDocument(),
        pageAddress: 'https://a.example/summary/awex/2018-W22',
        dealAddress: 'https://a.example/deals/',
      },
      { correction: null, unsubscribe: null, annex: 'The annex is in the attached PDF.' },
    )
    expect(text).toContain('https://a.example/summary/awex/2018-W22\n')
    expect(text).toContain('\n  https://a.example/deals/WAL-2018-0001\n')
  })
})
