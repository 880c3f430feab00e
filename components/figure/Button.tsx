import type { ComponentChildren } from 'preact'

interface Props {
  primary?: boolean
  /** Given for a switch: whether it is on. */
  pressed?: boolean
  disabled?: boolean
  /** A form's own button needs no `onClick`. */
  type?: 'button' | 'submit'
  onClick?: () => void
  children: ComponentChildren
}

export function Button({
  primary = false,
  pressed,
  disabled = false,
  type = 'button',
  onClick,
  children,
}: Props) {
  return (
    <button
      type={type}
      class={primary ? 'button button-primary' : 'button'}
      disabled={disabled}
      {...(onClick && { onClick })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {children}
    </button>
  )
}
