/** Every cycle once, as the cells along it, found depth first; a cell in no cycle is in none of the lists. */
export function findCycles(
  ids: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (id: string) => {
    const at = path.indexOf(id)
    if (at >= 0) {
      cycles.push(path.slice(at))
      return
    }
    if (done.has(id)) return
    path.push(id)
    for (const source of needs.get(id) ?? []) visit(source)
    path.pop()
    done.add(id)
  }
  for (const id of ids) visit(id)
  return cycles
}
