import type { ButtonHTMLAttributes } from 'react'
import styles from './button.module.css'

export type ButtonKind = 'primary' | 'plain' | 'quiet'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  kind?: ButtonKind
}

/** The class of something that looks like a button, such as a link. */
export const buttonClass = (kind: ButtonKind): string => `${styles.button} ${styles[kind]}`

export function Button({ kind = 'plain', type = 'button', ...props }: ButtonProps) {
  return <button {...props} type={type} className={buttonClass(kind)} />
}
