import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { SitesDocument } from '../api/generated/site/sites.js'
import type { SitesQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { SortHeader } from '../design/sort-header.js'
import { TableState } from '../shell/table-state.js'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import { areaText } from './area-text.js'
import { sitesOrder, sitesWhere, type SitesSearch, type SiteSort } from './sites-search.js'
import table from '../design/table.module.css'

const columns: { label: TextKey; sort: SiteSort; isNumber?: boolean }[] = [
  { label: 'web.site.name', sort: 'name' },
  { label: 'web.site.kind', sort: 'kind' },
  { label: 'web.site.municipality', sort: 'municipality' },
  { label: 'web.site.nuts3', sort: 'nuts3' },
  { label: 'web.site.area', sort: 'area', isNumber: true },
  { label: 'web.site.availability', sort: 'availability' },
]

/** The sites as rows. Sorting is part of the address; more rows are loaded on demand. */
export function SiteTable({ search }: { search: SitesSearch }) {
  const { t } = useTexts()
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const direction = search.desc ? 'descending' : 'ascending'
  return (
    <div className={table.scroll}>
      <table className={table.list}>
        <thead>
          <tr>
            {columns.map(({ label, sort, isNumber }) => {
              const isSorted = (search.sort ?? 'name') === sort
              return (
                <SortHeader key={sort} direction={isSorted ? direction : undefined} isNumber={isNumber}>
                  <Link
                    to="/sites"
                    search={{ ...search, sort, desc: isSorted && !search.desc ? true : undefined }}
                    replace
                    className={table.sort}
                  >
                    {t(label)}
                  </Link>
                </SortHeader>
              )
            })}
          </tr>
        </thead>
        {cursors.map((after, index) => (
          <Rows
            key={after}
            search={search}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface RowsProps {
  search: SitesSearch
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Rows({ search, after, onMore }: RowsProps) {
  const { t } = useTexts()
  const page = useData(SitesDocument, {
    ...{ where: sitesWhere(search), orderBy: sitesOrder(search), after },
  })
  const sites = page.data?.sites
  const cursor = sites?.pageInfo.hasNextPage ? sites.pageInfo.endCursor : null
  return (
    <tbody>
      {sites?.nodes.map((site) => (
        <Row key={site.id} site={site} />
      ))}
      <TableState
        columns={columns.length}
        page={page}
        rows={sites}
        nothing={t('web.site.nothingMatches')}
        onMore={cursor && onMore ? () => onMore(cursor) : null}
      />
    </tbody>
  )
}

function Row({ site }: { site: SitesQuery['sites']['nodes'][number] }) {
  const { t, format } = useTexts()
  const { id, name, kind, municipality, nuts3, area, availability, availableFrom, enteredBy } = site
  return (
    <tr>
      <th scope="row">
        <Link to="/sites/$id" params={{ id }}>
          {name}
        </Link>
        <span className="meta">{enteredBy.name}</span>
      </th>
      <td data-label={t('web.site.kind')}>{t(`web.site.kinds.${kind}`)}</td>
      <td data-label={t('web.site.municipality')} data-empty={municipality ? undefined : ''}>
        {municipality ?? '–'}
      </td>
      <td data-label={t('web.site.nuts3')} data-empty={nuts3 ? undefined : ''}>
        {nuts3 ?? '–'}
      </td>
      <td className="numeric" data-label={t('web.site.area')} data-empty={area ? undefined : ''}>
        {area ? areaText(area, format) : '–'}
      </td>
      <td data-label={t('web.site.availability')} data-empty={availability ? undefined : ''}>
        {availability ? t(`web.site.availabilities.${availability}`) : '–'}
        {availableFrom ? <span className="meta"> {format.day(availableFrom)}</span> : null}
      </td>
    </tr>
  )
}
