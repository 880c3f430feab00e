import type { ComponentChildren } from 'preact'

interface Props {
  primary?: boolean
  /** Given for a switch: whether it is on. */
  pressed?: boolean
  disabled?: boolean
  onClick: () => void
  children: ComponentChildren
}

export function Button({ primary = false, pressed, disabled = false, onClick, children }: Props) {
  return (
    <button
      type="button"
      class={primary ? 'button button-primary' : 'button'}
      disabled={disabled}
      onClick={onClick}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {children}
    </button>
  )
}
