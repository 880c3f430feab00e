export { crop, lensDistortion, mirror, rotate, shear, stretch, translate } from './geometry.ts'
export { type AugmentOptions, augmentImages } from './random.ts'
export { brightness, noise } from './values.ts'
export { type PositionMap, type WarpOptions, warp } from './warp.ts'
