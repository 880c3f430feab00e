import type { APIRoute } from 'astro'
import { cellAssets } from '../../site/cells.ts'

export const getStaticPaths = async () => [{ params: { hash: (await cellAssets()).runner.hash } }]

/** The frame in which cells run. It has a policy of its own; publishing.ts leaves it out of the site's. */
export const GET: APIRoute = async () =>
  new Response((await cellAssets()).runner.text, { headers: { 'content-type': 'text/html; charset=utf-8' } })
