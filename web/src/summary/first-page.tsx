import { Link } from '@tanstack/react-router'
import type { FirstPageItemsFragment } from '../api/generated/types.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

type Item = FirstPageItemsFragment['items'][number]

/** The minister's page as the service writes it: the same sentences as in documents and mails. */
export function FirstPage({ page }: { page: Summary['firstPage'] }) {
  const { headline, notice, figures, moved, coming, attention } = page
  return (
    <>
      <h1 className={styles.headline}>{headline}</h1>
      {notice === null ? null : <p className={styles.notice}>{notice}</p>}
      <dl className={styles.figures}>
        {figures.map(({ label, value, standing }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={styles.value}>{value}</dd>
            <dd className="meta">{standing}</dd>
          </div>
        ))}
      </dl>
      {[moved, coming, attention].map((list) => (
        <ItemList key={list.title} list={list} />
      ))}
    </>
  )
}

function ItemList({ list: { title, items, note } }: { list: FirstPageItemsFragment }) {
  if (items.length === 0 && note === null) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.lines}>
        {items.map((item) => (
          <li key={`${item.reference} ${item.name} ${item.text}`}>
            <ItemText item={item} />
          </li>
        ))}
      </ul>
      {note === null ? null : <p className="meta">{note}</p>}
    </section>
  )
}

function ItemText({ item: { reference, codeName, name, text, details } }: { item: Item }) {
  const codes = [codeName === name ? null : codeName, reference].filter(Boolean).join(' · ')
  return (
    <>
      <p>
        {reference === null ? (
          <strong>{name}</strong>
        ) : (
          <Link to="/deals/$reference" params={{ reference }}>
            <strong>{name}</strong>
          </Link>
        )}{' '}
        <span className="meta">{codes}</span>
      </p>
      <p>{text}</p>
      {details === null ? null : <p className="meta">{details}</p>}
    </>
  )
}
