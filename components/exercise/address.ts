/** What the address of a lesson says about its exercises. */

const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

/**
 * `?variant=7` shows every exercise of the page in that variant, where it has one; `?variant=sum-of-two:7,dot:3` those that it
 * names, each in its own.
 */
export function variantFromAddress(search: string, id: string): number | undefined {
  const given = new URLSearchParams(search).get('variant') ?? ''
  const own = ownVariant(given, id)
  const asked = Number(own ?? given)
  return Number.isInteger(asked) && asked > 0 ? asked : undefined
}

const ownVariant = (given: string, id: string): string | undefined => {
  const begin = `${nameOf(id)}:`
  return given
    .split(',')
    .find((part) => part.startsWith(begin))
    ?.slice(begin.length)
}

/**
 * Where the assignment is that has led here, if it sets this exercise: the page of one of the course's, or of a link.
 * @param base the site's base path, with a slash at its end
 */
export function assignmentFromAddress(search: string, id: string, base: string): string | undefined {
  const query = new URLSearchParams(search)
  const assignment = query.get('assignment') ?? ''
  if (assignment === '' || ownVariant(query.get('variant') ?? '', id) === undefined) return undefined
  return assignment.includes('=')
    ? `${base}assignment/?${assignment}`
    : `${base}assignments/${encodeURIComponent(assignment)}/`
}
