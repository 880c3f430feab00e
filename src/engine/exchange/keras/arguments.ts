/** The arguments of Keras's layers in order, as far as they are understood. Source: https://keras.io/api/layers/ (Keras 3). */
export const layerArguments: Readonly<Record<string, string>> = {
  Input: 'shape batch_size dtype',
  Dense: 'units activation use_bias',
  Conv2D: 'filters kernel_size strides padding data_format dilation_rate groups activation use_bias',
  DepthwiseConv2D:
    'kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias',
  Conv2DTranspose: 'filters kernel_size strides padding data_format dilation_rate activation use_bias',
  ZeroPadding2D: 'padding data_format',
  MaxPooling2D: 'pool_size strides padding data_format',
  AveragePooling2D: 'pool_size strides padding data_format',
  GlobalAveragePooling2D: 'data_format keepdims',
  GlobalMaxPooling2D: 'data_format keepdims',
  Flatten: 'data_format',
  Permute: 'dims',
  Reshape: 'target_shape',
  Dropout: 'rate seed',
  SpatialDropout2D: 'rate seed',
  BatchNormalization: 'axis momentum epsilon center scale',
  LayerNormalization: 'axis epsilon center scale',
  GroupNormalization: 'groups axis epsilon center scale',
  Embedding: 'input_dim output_dim input_length',
  SimpleRNN: 'units activation use_bias return_sequences dropout',
  LSTM: 'units activation recurrent_activation use_bias unit_forget_bias return_sequences dropout',
  GRU: 'units activation recurrent_activation use_bias return_sequences reset_after dropout',
  Bidirectional: 'layer merge_mode',
  Activation: 'activation',
  ReLU: 'max_value',
  LeakyReLU: 'negative_slope alpha',
  ELU: 'alpha',
  Softmax: 'axis',
  Add: '',
  Concatenate: 'axis',
}

/** Other names of the same layers. */
export const layerAliases: Readonly<Record<string, string>> = {
  InputLayer: 'Input',
  MaxPool2D: 'MaxPooling2D',
  AvgPool2D: 'AveragePooling2D',
  GlobalAvgPool2D: 'GlobalAveragePooling2D',
  GlobalMaxPool2D: 'GlobalMaxPooling2D',
  Convolution2D: 'Conv2D',
  Convolution2DTranspose: 'Conv2DTranspose',
}

/** Arguments of every layer. */
export const commonArguments = [
  'name',
  'input_shape',
  'input_dim',
  'batch_input_shape',
  'batch_shape',
  'dtype',
]

/** Arguments that are left out with a note: how training starts or is penalized, and masks. */
export const notedArguments = /_(initializer|regularizer|constraint)$|^(mask_zero|noise_shape|trainable)$/

/** The names of the arguments of a layer, in order. */
export function argumentNames(type: string): string[] {
  return layerArguments[type]!.split(' ').filter((name) => name !== '')
}
