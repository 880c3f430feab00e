import type { APIRoute } from 'astro'
import { iconPng } from '../../site/social/card.ts'

/** The sizes that Android and Chromium (192, 512) and Apple's systems (180) ask for. */
export const getStaticPaths = () => [180, 192, 512].map((size) => ({ params: { size: String(size) } }))

export const GET: APIRoute = ({ params }) =>
  new Response(iconPng(Number(params['size'])), { headers: { 'content-type': 'image/png' } })
