// What the kernels compute, in TypeScript: it runs where there is no WebAssembly SIMD, says what each kernel means, and
// gives the bits of the plain build, with which the tests compare it.
import { elementwiseKernels } from './elementwise.ts'
import type { Heap } from './heap.ts'
import { lossKernels } from './loss.ts'
import { multiplyKernels } from './multiply.ts'
import { normKernels } from './norm.ts'
import { optimizerKernels } from './optimizer.ts'
import { poolKernels } from './pool.ts'
import { randomKernels } from './random.ts'
import { recurrentKernels } from './recurrent.ts'

/** All kernels over a memory. Numbers are counts, byte addresses and byte strides, in the order of the *.as.ts files. */
export function twinKernels(heap: Heap) {
  return {
    ...multiplyKernels(heap),
    ...poolKernels(heap),
    ...elementwiseKernels(heap),
    ...lossKernels(heap),
    ...optimizerKernels(heap),
    ...normKernels(heap),
    ...recurrentKernels(heap),
    ...randomKernels(heap),
  }
}

export type Kernels = ReturnType<typeof twinKernels>
