/**
 * Where the assignment is that has led to this exercise, if it sets it: the page of one of the course's, or of a link.
 * @param id `lesson/exercise`
 * @param base the site's base path, with a slash at its end
 */
export function assignmentFromAddress(search: string, id: string, base: string): string | undefined {
  const query = new URLSearchParams(search)
  const assignment = query.get('assignment') ?? ''
  const isSet = (query.get('variant') ?? '').includes(`${id.slice(id.lastIndexOf('/'))}:`)
  if (assignment === '' || !isSet) return undefined
  return assignment.includes('=')
    ? `${base}assignment/?${assignment}`
    : `${base}assignments/${encodeURIComponent(assignment)}/`
}
