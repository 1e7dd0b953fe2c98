import { useId, type ReactNode } from 'react'
import styles from './builder.module.css'

/** A part of the question with its title, which names the controls in it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
