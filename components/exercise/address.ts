/**
 * `?variant=7` shows every exercise of the page in that variant, where it has one; `?variant=/sum-of-two:7/dot:3` those that it
 * names, each in its own.
 * @param id `lesson/exercise`
 */
export function variantFromAddress(search: string, id: string): number | undefined {
  const given = new URLSearchParams(search).get('variant') ?? ''
  // Cut at the exercise's own name: what follows begins with its number. Without the name, all of it must.
  const asked = parseInt(given.split(`${id.slice(id.lastIndexOf('/'))}:`).at(-1)!, 10)
  return asked > 0 ? asked : undefined
}
