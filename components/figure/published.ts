import { signal, type Signal } from '@preact/signals'

/** The present values of a figure's symbols, by name: `{ w_1: 0.55, z: 0.2675 }`. */
export type FigureValues = Readonly<Record<string, number>>

const figures = new Map<string, Signal<FigureValues>>()

/** The values of the figure `id`: formulas of the text follow them. Empty until the figure has come to life. */
export function valuesOf(id: string): Signal<FigureValues> {
  let values = figures.get(id)
  if (!values) {
    values = signal({})
    figures.set(id, values)
  }
  return values
}

/** Called by a figure whenever its state has changed. */
export const publish = (id: string, values: FigureValues): void => {
  valuesOf(id).value = values
}

/**
 * Lights whatever stands for a symbol in the figure and in the formulas linked to it: `data-symbol` marks both. Returns
 * how to put it out again.
 */
export function light(figure: string, symbol: string): () => void {
  const wanted = `[data-symbol="${CSS.escape(symbol)}"]`
  const all = document.querySelectorAll(
    `#${CSS.escape(figure)} ${wanted}, [data-figure="${CSS.escape(figure)}"] ${wanted}`,
  )
  for (const element of all) element.classList.add('lit')
  return () => {
    for (const element of all) element.classList.remove('lit')
  }
}
