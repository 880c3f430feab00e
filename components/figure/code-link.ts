/** Where a figure's code stands as a cell: on the page that shows the figure itself. */
const page = (figure: string): string => `${import.meta.env.BASE_URL.replace(/\/$/, '')}/figures/${figure}/`

/**
 * The address at which the figure's present state stands as code to run. The code and what packs it into an address are
 * fetched when a reader asks for them.
 *
 * @param figure the folder of the figure, which is also its page below `figures/`
 * @param writing its `code.ts`, as `import('./code.ts')`
 */
export async function codeAddress<State>(
  figure: string,
  writing: Promise<{ code: (state: State) => string; example: State }>,
  state: NoInfer<State>,
): Promise<string> {
  const [{ code, example }, { writeLink }] = await Promise.all([
    writing,
    import('../../src/notebook/exchange/link.ts'),
  ])
  const cell = code(state)
  // What stands on the page anyway needs no carrying.
  return `${page(figure)}#${cell === code(example) ? 'cell-code' : await writeLink({ code: cell })}`
}
