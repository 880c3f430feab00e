import { z } from 'astro/zod'
import { PRESETS } from './network-builder/presets.ts'
import { figureId, named, type TagSpec } from './vocabulary-spec.ts'

/** The part of the authors' vocabulary for convolutional networks. */
export const CONVOLUTIONS: Record<string, TagSpec> = {
  ChannelSum: named(
    'Filters on a color photograph: what each channel adds, the bias, and a feature map for each filter.',
  ),
  ConvShapes: named(
    'Every hyper-parameter of a convolution on one canvas, with all numbers: shapes, windows, what libraries take.',
  ),
  DigitCnn: named(
    'A convolutional network that learns to read real digits: filters, maps, mistakes, a pad to draw on, two kinds of saliency.',
  ),
  KernelPhoto: named(
    'A kernel to edit on a real photograph; any output shows its window, any input the outputs it touches.',
  ),
  MemoryOrder: named(
    'A small batch of pictures in memory, channels first and channels last, place by place.',
  ),
  NetworkBuilder: {
    props: z.strictObject({
      id: figureId.optional(),
      network: z.enum(PRESETS).optional().describe('The network in the table at first.'),
    }),
    about:
      'A network row by row, to edit or paste: shapes, parameters, multiplications, memory, receptive field.',
  },
  PoolLanes: named(
    'One input in six ways of pooling, outputs and gradients; the input moves, and changes are counted.',
  ),
  PoolShift: named(
    'How much of a pooled edge map changes when the photograph is moved, for each kind of pooling.',
  ),
  ShiftTest: named(
    'A photograph moved and then convolved, convolved and then moved: where the two differ, counted.',
  ),
  WeightMatrix: named(
    'A small dense, local or convolutional layer as one matrix, its weights and multiplications counted.',
  ),
}
