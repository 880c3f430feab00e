import { notebookText as text } from '../../../src/strings/notebook.en.ts'

/** Printed text stands as it is, without quotation marks. */
export function PlainText({ text: content, more }: { text: string; more: number }) {
  return (
    <>
      {content}
      {more > 0 && <em class="cut"> … {text.moreCharacters(more)}</em>}
    </>
  )
}
