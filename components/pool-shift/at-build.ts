import { pavilion } from '../kernel-photo/at-build.ts'
import { toPicture, type Gray } from '../kernel-photo/gray.ts'
import { edgesOf, seriesOf, WINDOWS, type AllSeries } from './model.ts'

let all: Promise<AllSeries> | undefined

/** What every move changes with every window: a second of computing, so it is done once, at build. */
export const measuredAtBuild = (): Promise<AllSeries> =>
  (all ??= pavilion().then((photo) => {
    const map = edgesOf(photo)
    return Object.fromEntries(WINDOWS.map((window) => [window, seriesOf(map, window)]))
  }))

/** The map that is pooled, as a picture. */
export const edgePicture = async (): Promise<Gray> => toPicture(edgesOf(await pavilion()))
