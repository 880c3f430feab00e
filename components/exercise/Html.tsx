interface Props {
  /** Rendered at build from a lesson's own Markdown; never anything that a reader typed. */
  html: string
  class?: string
  name?: string
}

export function Html({ html, class: look = '', name }: Props) {
  return <div class={`html ${look}`} data-text={name} dangerouslySetInnerHTML={{ __html: html }} />
}
