import type { APIRoute } from 'astro'
import type { LessonDerivation } from '../../math/index.ts'
import { allDerivations, drawNumbers } from '../../site/derivations.ts'

export async function getStaticPaths() {
  return (await allDerivations()).map(({ lesson, id, derivation }) => ({
    params: { id: `${lesson}/${id}` },
    props: { derivation },
  }))
}

/** A derivation with its numbers: what the page fetches when a reader asks for them. */
export const GET: APIRoute = ({ props }) => {
  const { derivation } = props as { derivation: LessonDerivation }
  return new Response(JSON.stringify(drawNumbers(derivation)), {
    headers: { 'content-type': 'application/json' },
  })
}
