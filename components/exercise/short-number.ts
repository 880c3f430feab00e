import { significantFigures } from '../../src/strings/numbers.ts'

/** At most six significant figures, without the zeros that only fill them up. */
export const shortNumber = (value: number): string =>
  significantFigures(value, 6)
    .replace(/(\.\d*?)0+(?=$|e)/, '$1')
    .replace(/\.(?=$|e)/, '')
