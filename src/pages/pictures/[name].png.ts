import type { APIRoute } from 'astro'
import { firstMaps } from '../../../components/channel-sum/at-build.ts'
import { firstOutput, pavilion } from '../../../components/kernel-photo/at-build.ts'
import { edgePicture } from '../../../components/pool-shift/at-build.ts'
import { firstLanes } from '../../../components/shift-test/at-build.ts'
import { grayPng } from '../../site/png.ts'

/** What figures with canvases show before any script runs: computed at build by the models that they draw with. */
export async function getStaticPaths() {
  const maps = await firstMaps()
  const { first, second, difference } = await firstLanes()
  const pictures = {
    pavilion: await pavilion(),
    'pavilion-kernel': await firstOutput(),
    'pool-edges': await edgePicture(),
    'shift-first': first,
    'shift-second': second,
    'shift-difference': difference,
    ...Object.fromEntries(maps.map((map, i) => [`flower-map-${i + 1}`, map])),
  }
  return Object.entries(pictures).map(([name, picture]) => ({ params: { name }, props: { picture } }))
}

export const GET: APIRoute = ({ props }) =>
  new Response(grayPng((props as { picture: Parameters<typeof grayPng>[0] }).picture), {
    headers: { 'content-type': 'image/png' },
  })
