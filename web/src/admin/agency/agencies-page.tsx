import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { AgenciesDocument } from '../../api/generated/admin/agency/agencies.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Icon } from '../../design/icon.js'
import { Badge } from '../../design/state.js'
import { TableState } from '../../shell/table-state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import table from '../../design/table.module.css'

const AgencyDialog = lazy(async () => ({ default: (await import('./agency-dialog.js')).AgencyDialog }))

/** The agencies that use the installation; an OPERATOR adds them. */
export function AgenciesPage() {
  const { t, format } = useTexts()
  const isOperator = useViewer().role === 'OPERATOR'
  const page = useData(AgenciesDocument, {})
  const [isCreating, setIsCreating] = useState(false)
  const agencies = page.data?.agencies
  return (
    <AdminFrame
      title={t('web.admin.agencies')}
      actions={
        isOperator ? (
          <Button kind="primary" onClick={() => setIsCreating(true)}>
            <Icon name="plus" />
            {t('web.admin.newAgency')}
          </Button>
        ) : null
      }
    >
      <div className={table.scroll}>
        <table className={table.list}>
          <thead>
            <tr>
              <th scope="col">{t('web.account.name')}</th>
              <th scope="col">{t('web.admin.code')}</th>
              <th scope="col">{t('web.admin.kind')}</th>
              <th scope="col">{t('web.admin.country')}</th>
            </tr>
          </thead>
          <tbody>
            {agencies?.nodes.map(({ id, name, code, kind, country, active }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/admin/agencies/$id" params={{ id }}>
                    {name}
                  </Link>{' '}
                  {active ? null : <Badge tone="warn">{t('web.admin.inactive')}</Badge>}
                </th>
                <td data-label={t('web.admin.code')}>{code}</td>
                <td data-label={t('web.admin.kind')}>{t(`web.admin.agencyKind.${kind}`)}</td>
                <td data-label={t('web.admin.country')}>{format.country(country)}</td>
              </tr>
            ))}
            <TableState
              columns={4}
              page={page}
              rows={agencies}
              nothing={t('web.admin.noAgency')}
              onMore={null}
            />
          </tbody>
        </table>
      </div>
      {isCreating ? (
        <Suspense>
          <AgencyDialog
            agency={null}
            onClose={() => setIsCreating(false)}
            onSaved={() => {
              setIsCreating(false)
              page.reload()
            }}
          />
        </Suspense>
      ) : null}
    </AdminFrame>
  )
}
