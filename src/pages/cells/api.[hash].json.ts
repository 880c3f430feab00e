import type { APIRoute } from 'astro'
import { cellAssets } from '../../site/cells.ts'

export const getStaticPaths = async () => [{ params: { hash: (await cellAssets()).api.hash } }]

/** The engine's names, signatures and documentation, for completion and hovers. */
export const GET: APIRoute = async () =>
  new Response((await cellAssets()).api.text, { headers: { 'content-type': 'application/json' } })
