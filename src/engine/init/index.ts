export { calculateFan, calculateGain } from './fan.ts'
export { constant, normal, ones, truncNormal, uniform, zeros } from './fill.ts'
export { kaimingNormal, kaimingUniform, orthogonal, sparse, xavierNormal, xavierUniform } from './scaled.ts'
