interface Props {
  /** Rendered at build from a lesson's own Markdown; never anything that a reader typed. */
  html: string
  class?: string
}

export function Html({ html, class: name = '' }: Props) {
  return <div class={`html ${name}`} dangerouslySetInnerHTML={{ __html: html }} />
}
