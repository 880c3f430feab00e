import type { APIRoute } from 'astro'
import { cellAssets } from '../../site/cells.ts'

export const getStaticPaths = async () => [{ params: { hash: (await cellAssets()).engine.hash } }]

/** The engine as one script: the page hands it to the frame, which can fetch nothing. */
export const GET: APIRoute = async () =>
  new Response((await cellAssets()).engine.text, {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  })
