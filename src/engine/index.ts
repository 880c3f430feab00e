export { DTypeError, ShapeError, shapeError, shapeText } from './errors.ts'
export type { DType, TensorData } from './tensor/dtype.ts'
export type { NestedArray, NestedNumbers } from './tensor/nested.ts'
export { type Shape, checkAxes, checkAxis, checkBroadcastShape, checkShape } from './tensor/shape.ts'
export type { GradientHook, TensorLike } from './tensor/tensor.ts'
export { Tensor } from './tensor/methods.ts'
export {
  type CreateOptions,
  type TensorOptions,
  arange,
  asTensor,
  eye,
  full,
  linspace,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from './tensor/create.ts'

export type { BackwardOptions } from './autodiff/backward.ts'
export { type GradOptions, grad } from './autodiff/grad.ts'
export { type GraphEntry, graphOf } from './autodiff/graph.ts'
export { type NonFinite, NonFiniteError, detectNonFinite, firstNonFinite } from './autodiff/nonFinite.ts'
export { isGradEnabled, noGrad } from './autodiff/record.ts'

export { type GradcheckOptions, type GradcheckResult, gradcheck } from './autodiff/gradcheck.ts'
export { type TensorFunction, hessian, jacobian, jvp, vjp } from './autodiff/jacobian.ts'

export * from './losses/binaryCrossEntropy.ts'
export * from './losses/crossEntropy.ts'
export * from './losses/klDivergence.ts'
export { type LossOptions, type Reduction, checkLossShape } from './losses/reduction.ts'
export * from './losses/regression.ts'

export * from './ops/elementwise/activations.ts'
export * from './ops/elementwise/arithmetic.ts'
export * from './ops/elementwise/cast.ts'
export * from './ops/elementwise/comparison.ts'
export * from './ops/elementwise/exponential.ts'
export * from './ops/elementwise/extremum.ts'
export * from './ops/elementwise/power.ts'
export * from './ops/elementwise/rectifiers.ts'
export * from './ops/elementwise/rounding.ts'
export * from './ops/elementwise/trigonometric.ts'
export * from './ops/elementwise/where.ts'

export { checkEinsumShape, einsum } from './ops/matmul/einsum.ts'
export * from './ops/matmul/linear.ts'
export { checkMatmulShape, matmul } from './ops/matmul/matmul.ts'

export * from './ops/reduce/cumsum.ts'
export * from './ops/reduce/extremes.ts'
export { mean } from './ops/reduce/mean.ts'
export * from './ops/reduce/moments.ts'
export * from './ops/reduce/norm.ts'
export * from './ops/reduce/product.ts'
export { type ReduceOptions, checkReduceShape } from './ops/reduce/rows.ts'
export * from './ops/reduce/softmax.ts'
export { broadcastTo, checkBroadcastToShape, sum } from './ops/reduce/sum.ts'

export * from './ops/shape/concat.ts'
export { diagonal } from './ops/shape/diagonal.ts'
export { flatten, squeeze, unsqueeze } from './ops/shape/flatten.ts'
export { flip, roll, tril, triu } from './ops/shape/flip.ts'
export { checkGatherShape, gather, indexSelect, scatterAdd, take } from './ops/shape/gather.ts'
export { oneHot } from './ops/shape/oneHot.ts'
export { type PadMode, type PadOptions, checkPadShape, pad } from './ops/shape/pad.ts'
export { checkPermuteShape, permute, transpose } from './ops/shape/permute.ts'
export { checkReshapeShape, reshape } from './ops/shape/reshape.ts'
export { type AxisRange, checkSliceShape, slice } from './ops/shape/slice.ts'
export { scatterFlat, takeFlat } from './ops/shape/takeFlat.ts'

export { Rng, type RngState, rng } from './random/rng.ts'
export { type RandomOptions, rand, randint, randn } from './tensor/random.ts'
export * as elementary from './elementary/index.ts'

// layers
export * from './ops/spatial/avgPool.ts'
export { conv1d, conv2d } from './ops/spatial/conv.ts'
export {
  type Conv1dOptions,
  type Conv2dOptions,
  checkConv1dShape,
  checkConv2dShape,
} from './ops/spatial/convShape.ts'
export * from './ops/spatial/convTranspose.ts'
export * from './ops/spatial/globalPool.ts'
export * from './ops/spatial/maxPool.ts'
export { type MaxPool2dOptions, type Pool2dOptions, checkPool2dShape } from './ops/spatial/poolShape.ts'
export type { Sides, Size2d } from './ops/spatial/window.ts'

// training
export { type AdamOptions, Adam, AdamW } from './optim/adam.ts'
export * from './optim/adaptive.ts'
export * from './optim/clip.ts'
export * from './optim/optimizer.ts'
export type { OptimizerOptions } from './optim/options.ts'
export { SGD, type SGDOptions } from './optim/sgd.ts'
export { CosineAnnealingLR, CosineAnnealingWarmRestarts } from './schedules/cosine.ts'
export * from './schedules/decays.ts'
export * from './schedules/oneCycle.ts'
export { type PlateauOptions, type PlateauState, ReduceLROnPlateau } from './schedules/plateau.ts'
export { LRScheduler, type Schedule, type Scheduled, type SchedulerState } from './schedules/scheduler.ts'
export * from './schedules/warmup.ts'
export { type Nonlinearity, calculateFan, calculateGain } from './init/fan.ts'
export type { FillOptions, Fillable } from './init/fill.ts'
export * as init from './init/index.ts'
export {
  type KaimingOptions,
  type XavierOptions,
  kaimingNormal,
  kaimingUniform,
  orthogonal,
  xavierNormal,
  xavierUniform,
} from './init/scaled.ts'
export {
  type BatchNormOptions,
  type RunningOptions,
  batchNorm,
  checkBatchNormShape,
} from './ops/norm/batchNorm.ts'
export * from './ops/norm/groupNorm.ts'
export * from './ops/norm/layerNorm.ts'
export type { NormOptions } from './ops/norm/standardize.ts'
export { type DropoutOptions, dropout, dropout2d } from './ops/dropout/dropout.ts'
export {
  type AttentionOptions,
  attentionProbs,
  checkAttentionShape,
  scaledDotProductAttention,
} from './ops/sequence/attention.ts'
export * from './ops/sequence/cells.ts'
export { type EmbeddingOptions, checkEmbeddingShape, embedding } from './ops/sequence/embedding.ts'
export * from './ops/sequence/multiHeadAttention.ts'
export * from './ops/sequence/recurrent.ts'
export * from './data/curves.ts'
export { FormatError } from './exchange/formatError.ts'
export { loadPytorchState, pytorchName } from './exchange/names.ts'
export { readSafetensors, writeSafetensors } from './exchange/safetensors.ts'
export * from './data/loader.ts'
export * from './data/points.ts'
export type { ToyOptions } from './data/toyOptions.ts'
export {
  type SplitOptions,
  type Standardization,
  standardize,
  takeRows,
  trainValidationSplit,
} from './data/split.ts'
export * from './layers/activations.ts'
export * from './layers/attention.ts'
export { Conv1d, Conv2d } from './layers/conv.ts'
export { ConvTranspose1d, ConvTranspose2d } from './layers/convTranspose.ts'
export type { PaddingMode } from './layers/convolution.ts'
export { Dropout, Dropout2d, type DropoutLayerOptions } from './layers/dropout.ts'
export { layerFromConfig } from './layers/fromConfig.ts'
export { type InitOptions, Layer, type LayerConfig, type LayerWindow, type Reach } from './layers/layer.ts'
export { Embedding, Linear, type LinearOptions } from './layers/linear.ts'
export { type LoadOptions, type LoadReport, Module, type StateDict } from './layers/module.ts'
export * from './layers/norm.ts'
export { Parameter, withoutWeights } from './layers/parameter.ts'
export * from './layers/pooling.ts'
export * from './layers/recurrent.ts'
export { Add, Concatenate, Flatten, Residual, Sequential, Unflatten } from './layers/structure.ts'

// models
export { exportKeras } from './exchange/keras/export.ts'
export { type ImportKerasOptions, type KerasImport, importKeras } from './exchange/keras/import.ts'
export type { KerasTraining } from './exchange/keras/training.ts'
export { type ExportPytorchOptions, exportPytorch, pytorchStateDict } from './exchange/pytorch/export.ts'
export { loadModel, saveModel } from './exchange/saveModel.ts'
export { type OptimizerConfig, makeOptimizer } from './optim/byName.ts'
export {
  type Callback,
  EarlyStopping,
  type EarlyStoppingOptions,
  LearningRateScheduler,
  type Logs,
  ModelCheckpoint,
  type MonitorOptions,
} from './model/callbacks.ts'
export type { CompileOptions, MetricSpec } from './model/compile.ts'
export { lowerModel, type ModelConfig, modelConfig, modelFromConfig } from './model/config.ts'
export { FunctionalModel, type GraphConfig, type GraphNodeConfig, model } from './model/functional.ts'
export { SymbolicTensor, applyLayer, input } from './model/graph.ts'
export type { LoweredModel, LoweredNode } from './model/lower.ts'
export { type ModelSummary, type ReceptiveField, type SummaryRow, summary } from './model/summary.ts'
export { type LossFunction, type LossSpec, balancedClassWeight, lossByName } from './model/losses.ts'
export {
  type ClassMetricOptions,
  type Metric,
  accuracy,
  binaryAccuracy,
  confusionMatrix,
  f1Score,
  meanAbsoluteError,
  meanSquaredError,
  precision,
  r2Score,
  recall,
  topKAccuracy,
} from './model/metrics.ts'
export { type FitOptions, Model } from './model/model.ts'
export { TrainingNonFiniteError } from './model/nonFinite.ts'
export { SequentialModel, sequential } from './model/sequential.ts'
export type { History, Progress } from './model/training.ts'
export * as augment from './augment/index.ts'

// plans
export { compilePlan, type TrainingPlan } from './plan/compilePlan.ts'
export type { Ledger } from './plan/ledger.ts'
export { type Backend, loadRelaxedKernels } from './plan/machine.ts'
export { usePlans } from './model/planned.ts'
export type { NonFiniteReport, PlanOptions, StepReport } from './plan/plan.ts'
