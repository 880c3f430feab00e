import katex, { type KatexOptions } from 'katex'

/** TeX of a reader: no links, no classes, no images, and limits on size and on macros that unfold without end. */
const OPTIONS: KatexOptions = {
  displayMode: true,
  throwOnError: true,
  trust: false,
  strict: 'ignore',
  maxSize: 20,
  maxExpand: 200,
}

/** Draws into an element, node by node: no markup is parsed. @throws when it is no TeX. */
export const drawTex = (tex: string, place: HTMLElement): void => katex.render(tex, place, { ...OPTIONS })

/** The same as text, for the build. */
export const texMarkup = (tex: string): string => katex.renderToString(tex, { ...OPTIONS })
