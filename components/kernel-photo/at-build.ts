import { loadPhoto } from '../../data/node.ts'
import { toGray, toPicture, type Gray } from './gray.ts'
import { INITIAL, mapOf } from './model.ts'

let photo: Promise<Gray> | undefined

/** The photograph of the unit in gray, as the figures have it. */
export const pavilion = (): Promise<Gray> => (photo ??= loadPhoto('china').then(toGray))

/** Where the photograph comes from. */
export const photographed = () => loadPhoto('china')

/** What the figure shows before any script runs. */
export const firstOutput = async (): Promise<Gray> => toPicture(mapOf(await pavilion(), INITIAL))
